"""All addresses. A noun per thing; what can be done to it is another noun."""

from django.urls import include, path

from rondom.web.urls import urlpatterns as web_patterns

urlpatterns = [*web_patterns]
handler400 = "rondom.web.errors.bad_request"
handler403 = "rondom.web.errors.permission_denied"
handler404 = "rondom.web.errors.page_not_found"
handler500 = "rondom.web.errors.server_error"

__all__ = ["include", "path", "urlpatterns"]
