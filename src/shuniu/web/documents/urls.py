"""Addresses of the register of outgoing documents."""

from django.urls import path

from shuniu.web.documents import card, files, handing, issuing, register

urlpatterns = [
    path("", register.documents, name="documents"),
    path("export/", register.documents_export, name="documents_export"),
    path("new/", issuing.document_new, name="document_new"),
    path("paper/", issuing.document_paper, name="document_paper"),
    path("<uuid:public>/", card.document, name="document"),
    path("<uuid:public>/word/", files.document_word, name="document_word"),
    path("<uuid:public>/pdf/", files.document_pdf, name="document_pdf"),
    path("<uuid:public>/handed-over/", handing.document_hand_over, name="document_hand_over"),
    path("<uuid:public>/withdraw/", issuing.document_withdraw, name="document_withdraw"),
]
