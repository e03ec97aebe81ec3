"""The pages for families and for people without an account: open to the world."""

from baton.partnership.matrix import Page

MATRIX = [
    Page("ask", public=True),
    Page("ask_danger", public=True),
    Page("ask_form", public=True),
    Page("ask_kept", on="kept_token", public=True),
    Page("ask_keep", on="kept_token", public=True, method="post"),
    Page("ask_erased", public=True),
    Page("ask_sent", on="sent_token", public=True),
    Page("information_request_answer", on="information_request", refused=404),
    Page("link_open", on="link_token", public=True),
]
