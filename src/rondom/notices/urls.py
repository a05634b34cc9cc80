from django.urls import path

from rondom.notices import views

urlpatterns = [
    path("notices/", views.notice_list, name="notice_list"),
    path("notices/preferences/", views.preferences, name="notice_preferences"),
]
