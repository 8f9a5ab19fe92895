"""Page: the parts of the report put together into one document that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from corrin import __version__
from corrin.inference import Explanation
from corrin.inference.story import Story
from corrin.interfaces.explanation import model_hash
from corrin.interfaces.report import basis, beads, clock, fans, ladder, path, verdict
from corrin.interfaces.report.markup import Content, Markup, element, items

_NOTICE = "For research and education; not a medical device."


def document(answer: Explanation, story: Story) -> str:
    """The report as HTML, well formed as XML too."""
    title = f"Vitamin B12 report: {_who(answer)}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(_style())),
    )
    body = element("body", _header(answer), element("main", *_sections(answer, story)), _footer(answer))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def _sections(answer: Explanation, story: Story) -> Sequence[Markup]:
    return (
        _section("answer", "The answer", verdict.draw(answer)),
        _section("path", "The way of B12 through this body", path.draw(story.path, story.people)),
        _section("clock", "Since when, and how much is left", _note(clock.key(answer.case.observations)),
                 clock.draw(answer, story.clock)),
        _section("beads", "Why: evidence for and against", _note(beads.key(answer)),
                 beads.draw(answer)),
        _section("tests", "What would settle it", ladder.draw(answer)),
        _section("predicted", "What was not measured", basis.predicted(answer)),
        _section("treatment", "What treatment would do", _note(
            "Grey band: 5–95 % of possible people; line: half of them; dashed: reference interval. Days run closer "
            "together the later they are."), fans.draw(answer)),
        _section("failure", "What failure to respond would mean", _note(
            "A result this poor, scatter included, is seen in fewer than 1 in 20 of the possible people who are given "
            "the treatment."), items(fans.failures(answer, story))),
        _section("again", "When to measure again", fans.again(answer, story)),
        _section("inputs", "What the answer rests on", basis.inputs(answer)),
        _section("model", "Model and limits", basis.model(answer)),
    )  # fmt: skip


def _section(name: str, heading: str, *content: Content) -> Markup:
    return element("section", element("h2", heading, id=f"h-{name}"), *content, id=name,
                   aria_labelledby=f"h-{name}")  # fmt: skip


def _note(words: str) -> Markup:
    return element("p", words, class_="note")


def _header(answer: Explanation) -> Markup:
    blank = element("span", "", class_="fill")
    return element(
        "header",
        element("p", "Name ", blank, " Record ", blank, class_="name"),
        element("h1", "Vitamin B12 report"),
        element("p", f"{_who(answer).capitalize()}, read as of {answer.case.now.isoformat()}. {_NOTICE}"),
    )


def _footer(answer: Explanation) -> Markup:
    return element("footer", f"corrin {__version__}, model {model_hash()}, seed {answer.seed}. {_NOTICE}")


def _who(answer: Explanation) -> str:
    person = answer.case.covariates
    grown = {"female": ("girl", "woman"), "male": ("boy", "man")}[str(person.sex)]
    return f"{grown[float(person.age) >= 18.0]} of {person.age:g}"


def _style() -> str:
    return files("corrin.interfaces.report").joinpath("style.css").read_text(encoding="utf-8")
