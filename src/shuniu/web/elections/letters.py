"""批复, 换届提醒函 and 选票 as Word files, from the templates of whoever sends them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.documents.content import Ballot, Reminder, Reply, lines
from shuniu.documents.writing import write
from shuniu.policy.cases.reasoning import clause_said
from shuniu.policy.elections.letters import Letter, asked_in, months_left, reported_in
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyPost
from shuniu.policy.words.elections import ElectionForm, Outcome
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.cases.templates import template_for
from shuniu.queries.elections.card import ElectionCard, election_card
from shuniu.queries.elections.letters import LetterCard, letter_card
from shuniu.queries.elections.voting import voting_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.telling import post_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.rights import needs
from shuniu.web.word_files import AS_PDF, pdf_of, word_file
from shuniu.web.wording import full_day, word


@require_GET
@needs(Action.READ_CASE)
def election_letter(request: HttpRequest, public: UUID) -> HttpResponse:
    """A 批复 or a reminder that went out under a number of the register, as Word or PDF. Not what is on paper: 404."""
    title, made = election_word(request, public)
    return pdf_of(title, made) if request.GET.get("form") == AS_PDF else word_file(title, made)


def election_word(request: HttpRequest, public: UUID) -> tuple[str, bytes]:
    """Its title, and the Word file."""
    try:
        card = letter_card(actor_of(request), public, day_of(request))
        kind = TemplateKind.REMINDER if card.letter is Letter.REMINDER else TemplateKind.REPLY
        content = _reminder(card) if card.letter is Letter.REMINDER else _reply(request, card)
    except NotFound as problem:
        raise Http404 from problem
    return card.title, write(kind, content, template_for(actor_of(request), card.node, kind, received=True))


def _reminder(card: LetterCard) -> Reminder:
    if card.ends_on is None:
        raise NotFound
    return Reminder(
        issuer=card.issuer,
        number=card.number,
        title=card.title,
        addressee=card.addressee,
        dated=card.issued_on,
        body_name=card.addressee,
        term_ends_on=card.ends_on,
        months=months_left(card.issued_on, card.ends_on),
        # A letter names the article, not what the platform says it is about.
        clause=card.clause.partition(" ")[0] or "《中国共产党基层组织选举工作条例》",
    )


def _reply(request: HttpRequest, card: LetterCard) -> Reply:
    asked, agreed, body = _said(request, card)
    reply = Reply(
        issuer=card.issuer,
        number=card.number,
        title=card.title,
        addressee=card.addressee,
        dated=card.issued_on,
        request_title=asked,
        request_number=card.request_number,
        decided_on=card.issued_on,
        decided_by="",
        decision=agreed,
        body=lines(body),
        printed_by=card.issuer,
        printed_on=card.issued_on,
    )
    if card.letter is not Letter.NO_DELAY:
        return reply
    why = card.refused
    return replace(
        reply,
        agreed=False,
        verdict="不同意",
        reasons=(why.reason,),
        clauses=tuple(clause_said(key) for key in why.clauses),
        next_steps=(why.next_steps,),
    )


def _said(request: HttpRequest, card: LetterCard) -> tuple[str, str, list[str]]:
    """The title of what was asked, what is agreed to, and what else is said."""
    name = card.addressee
    if card.letter is Letter.NO_DELAY:
        return f"关于{name}延期换届的请示", f"{name}延期换届", []
    if card.letter is Letter.DELAY:
        until = full_day(date.fromisoformat(card.filed["until"]))
        return f"关于{name}延期换届的请示", f"{name}延期换届，本届任期延长至{until}前", []
    assert card.case is not None, "a reply is about a case"
    found = election_card(actor_of(request), card.case, day_of(request))
    if card.letter in (Letter.BY_ELECTION, Letter.BY_ELECTION_RESULT):
        return _of_by_election(card, found)
    if card.letter is Letter.FIRST:
        return asked_in(name, "", first=True), f"{name}召开{_form(found)}进行首次选举", _approved(found)
    if card.letter is Letter.APPROVAL:
        return asked_in(name, ""), f"{name}召开{_form(found)}进行换届选举", _approved(found)
    return reported_in(name, ""), f"{name}的选举结果", _elected(found)


def _of_by_election(card: LetterCard, found: ElectionCard) -> tuple[str, str, list[str]]:
    name, filed = card.addressee, card.filed
    if card.letter is Letter.BY_ELECTION_RESULT:
        return reported_in(name, BY_ELECTION), f"{name}的补选结果", [*_elected(found), "任职到本届任期届满为止。"]
    numbers = [("书记", int(bool(filed["secretary"]))), ("副书记", filed["deputies"]), ("委员", filed["seats"])]
    places = "、".join(f"{label} {number} 名" for label, number in numbers if number)
    return asked_in(name, BY_ELECTION), f"{name}补选{places}", ["请按照规定组织选举，选举结果及时报批。"]


def _form(found: ElectionCard) -> str:
    return str(word(found.case.filed.get("form", ""), ElectionForm))


def _approved(found: ElectionCard) -> list[str]:
    if not found.seats:
        leaders = "书记 1 名" + (f"、副书记 {found.deputies} 名" if found.deputies else "")
        return [f"不设委员会，由{_form(found)}选举{leaders}。", "请按照规定组织选举，选举结果及时报批。"]
    leaders = "书记 1 名" + (f"、副书记 {found.deputies} 名" if found.deputies else "")
    return [f"委员会由 {found.seats} 名委员组成，设{leaders}。", "请按照规定组织选举，选举结果及时报批。"]


def _elected(found: ElectionCard) -> list[str]:
    """By posts; whoever may not be read is not named, and the letter is then written by whoever may."""
    said = []
    for post in (PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY, PartyPost.COMMITTEE_MEMBER):
        names = [one.name for one in found.candidates if one.post == post and one.outcome == Outcome.ELECTED]
        if names and all(names):
            said.append(f"{'、'.join(names)}同志任{post.label}。")
    return said


def _election_day(planned: str | None, today: date) -> date:
    """Ballots are printed before the meeting and bear its day; a planned day that has passed says nothing."""
    return max(date.fromisoformat(planned), today) if planned else today


@require_GET
@needs(Action.FILE_CASE)
def election_ballot(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """选票 of the vote that is next; 404 where nothing is voted on."""
    found = election_to_show(request, uuid)
    if found.vote is None:
        raise Http404
    name = found.case.party_organization[1] if found.case.party_organization else ""
    voting = voting_of(actor_of(request), found, day_of(request))
    ballot = Ballot(
        party_organization=name,
        post=post_of(found.vote.post),
        seats=found.vote.seats,
        candidates=tuple(name for _, name in voting.ballot),
        others=found.vote.seats,
        held_on=_election_day(found.case.filed.get("planned_on"), day_of(request)),
        order=voting.order.said,
    )
    written = write(TemplateKind.BALLOT, ballot, template_for(actor_of(request), found.body, TemplateKind.BALLOT))
    return word_file(f"选票（{post_of(found.vote.post)}）", written)
