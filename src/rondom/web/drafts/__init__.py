"""Nothing typed is ever lost (R-061): drafts on the server, and forms that count once.

A page gets all of it with two tags and no code in its view:

    {% load drafts %}
    {% restore_draft form "plan-goal-<uuid>" %}            before the form
    <form method="post" data-draft="plan-goal-<uuid>">
      {% csrf_token %} {% form_fields form %}
      <button type="submit">...</button>
      {% draft_fields %}                                  last thing inside the form
    </form>

`restore_draft` fills the form with what was kept, says so, and offers to throw it away; it never
sends anything. `draft_fields` adds the hidden keys, the line "saved at", and a button
"Save for later" that works without script. A form that needs no draft but must count once writes
`{% once %}`. The middleware (`middleware.py`) does the rest: saving for later, removing the draft
when the form succeeded (the answer is a redirect), answering a second sending of the same form with
the outcome of the first, and keeping what was typed when the sign-in had expired.

The key is a slug that names the form and the thing it is about; never a person.
"""
