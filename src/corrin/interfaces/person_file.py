"""Reads one person from YAML, JSON or FHIR, and refuses whatever it does not understand, with its line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from corrin import person as people
from corrin.errors import InputError, shown, unknown
from corrin.interfaces import fhir
from corrin.interfaces.contradictions import consistent
from corrin.person import Condition, Diet, Dose, Drug, Person, Procedure, Result, Vocabulary, When

LARGEST_BUNDLE = 20_000_000  # bytes
LARGEST_FILE = 200_000  # bytes of corrin's own form
_DEEPEST = 20
_CONTROL = {chr(code) for code in range(32)} - {"\t", "\n", "\r"} | {"\x7f", "\ufffe", "\uffff"}
_TOP = ("person", "diet", "conditions", "procedures", "drugs", "findings", "doses", "results")

T = TypeVar("T")


def read_person(source: str | Path | Sequence[Path], vocabulary: Vocabulary, today: date) -> Person:
    """The person in a file, a text, or several FHIR files of one person.

    Args:
        source: a path; a text; or a sequence of paths.
        vocabulary: the ids that may be used.
        today: no date may lie after it.

    Returns:
        A checked person; what was set aside is in `ignored`.

    Raises:
        InputError: anything wrong, with the file and line, the value, and what would do.
    """
    if not isinstance(source, str | Path):
        texts = [(path.name, _load(path)) for path in source]
        return consistent(
            fhir.read([part for name, text in texts for part in _parts(name, text)], today).person
        )
    name, text = _named(source)
    if fhir.looks_like(text):
        return _at(name, lambda: consistent(fhir.read(fhir.parse(text), today).person))
    return _read_own(name, text, vocabulary, today)


def _parts(name: str, text: str) -> list[object]:
    if not fhir.looks_like(text):
        raise InputError("only FHIR may come in several files; this is not FHIR", name)
    return _at(name, lambda: fhir.parse(text))


def _named(source: str | Path) -> tuple[str, str]:
    if isinstance(source, str):
        return "text", _clean("text", source)
    return source.name, _load(source)


def _load(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > LARGEST_BUNDLE:
            raise InputError(f"the file is larger than {LARGEST_BUNDLE // 1_000_000} MB", str(path))
        return _clean(path.name, path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8 text; save it as UTF-8", path.name) from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {shown(str(path))}: {error}") from error


def _clean(name: str, text: str) -> str:
    if len(text) > LARGEST_BUNDLE:
        raise InputError(f"the text is larger than {LARGEST_BUNDLE // 1_000_000} MB", name)
    if not _CONTROL.isdisjoint(text) or any("\ud800" <= letter <= "\udfff" for letter in set(text)):
        raise InputError("this holds control characters: it is not a text file", name)
    return text


def _read_own(name: str, text: str, vocabulary: Vocabulary, today: date) -> Person:
    if len(text) > LARGEST_FILE:
        raise InputError(f"a person's file is no larger than {LARGEST_FILE // 1000} kB", name)
    top = _Block.of(_tree(name, text), "the file", name).only(*_TOP)
    who = top.block("person").only("age", "sex", "weight", "ethnicity")
    reader = _Reader(vocabulary, today)
    person = Person(
        age=who.need("age", lambda text: people.number("age", text, 0, 120, "years")),
        sex=who.need("sex", people.sex),
        weight=who.take("weight", lambda text: people.number("weight", text, 1, 400, "kg")),
        ethnicity=who.take("ethnicity", reader.known("ethnicity", vocabulary.ethnicities)) or "",
        diet=reader.diet(top),
        conditions=reader.each(top.blocks("conditions"), reader.condition),
        procedures=reader.each(top.blocks("procedures"), reader.procedure),
        drugs=reader.each(top.blocks("drugs"), reader.drug),
        findings=reader.each(top.blocks("findings"), reader.finding),
        doses=reader.each(top.blocks("doses"), reader.dose),
        results=reader.each(top.blocks("results"), reader.result),
    )
    return _at(name, lambda: consistent(people.check(person, today, reader.places), reader.places))


@dataclass(frozen=True)
class _Reader:
    """Turns blocks of the file into the parts of a person."""

    vocabulary: Vocabulary
    today: date
    places: dict[object, str] = field(default_factory=dict[object, str])

    def each(self, blocks: list[_Block], read: Callable[[_Block], T]) -> tuple[T, ...]:
        """The parts read from blocks; the same result twice is refused, for it would count twice."""
        made: list[T] = []
        for block in blocks:
            part = read(block)
            if isinstance(part, Result) and part in self.places:
                said = f"{part.test} is the same result as at {self.places[part]}; keep one"
                raise InputError(said, block.where)
            self.places[part] = block.where
            made.append(part)
        return tuple(made)

    def known(self, kind: str, choices: frozenset[str]) -> Callable[[str], str]:
        return lambda word: people.known(kind, word, choices)

    def when(self, text: str) -> When:
        return people.when(text, self.today)

    def diet(self, top: _Block) -> Diet:
        node = top.nodes.get("diet")
        if isinstance(node, yaml.MappingNode):
            block = top.block("diet").only("ug_per_day", "pattern")
            pattern = block.take("pattern", self.known("diet", self.vocabulary.diets))
            eaten = block.take("ug_per_day", lambda text: people.number("diet", text, 0, 5000, "ug a day"))
            return Diet(pattern or "unknown", eaten)
        return Diet(top.take("diet", self.known("diet", self.vocabulary.diets)) or "unknown")

    def condition(self, block: _Block) -> Condition:
        block.only("id", "since", "until", "site")
        return Condition(
            id=block.need("id", self.known("condition", self.vocabulary.conditions)),
            since=block.take("since", self.when),
            until=block.take("until", self.when),
            site=block.take("site", self.known("site", self.vocabulary.sites)) or "",
        )

    def procedure(self, block: _Block) -> Procedure:
        block.only("id", "year", "date", "length_cm")
        return Procedure(
            id=block.need("id", self.known("procedure", self.vocabulary.procedures)),
            date=block.take("date", self.when) or block.take("year", self.when),
            length_cm=block.take("length_cm", lambda text: people.number("length_cm", text, 1, 700, "cm")),
        )

    def drug(self, block: _Block) -> Drug:
        block.only("id", "dose", "unit", "since", "until")
        unit = block.take("unit", str) or ""
        return Drug(
            id=block.need("id", self.known("drug", self.vocabulary.drugs)),
            mg_per_day=block.take("dose", lambda text: people.daily_dose(text, unit)),
            since=block.take("since", self.when),
            until=block.take("until", self.when),
        )

    def finding(self, block: _Block) -> str:
        return block.only("id").need("id", self.known("finding", self.vocabulary.findings))

    def dose(self, block: _Block) -> Dose:
        block.only("of", "amount", "unit", "route", "date")
        unit = block.take("unit", str) or ""
        return Dose(
            of=block.need("of", self.known("dose form", self.vocabulary.dose_forms)),
            amount=block.need("amount", lambda text: people.amount(text, unit)),
            route=block.need("route", self.known("route", self.vocabulary.routes)),
            date=block.need("date", self.when),
        )

    def result(self, block: _Block) -> Result:
        block.only("test", "value", "unit", "date", "platform", "reference")
        test = block.need("test", self.known("test", self.vocabulary.markers))
        unit = block.take("unit", str) or ""
        when = block.take("date", self.when)
        platform = block.take("platform", self.known("platform", self.vocabulary.platforms)) or ""
        limit = block.take("reference", lambda text: people.number("reference", text, 1e-6, 1e9, unit))
        return block.need(
            "value",
            lambda text: people.result(test, text, unit=unit, date=when, platform=platform, reference=limit),
        )


@dataclass(frozen=True)
class _Block:
    """A mapping of the file: its keys, each read once, and the lines they stand on."""

    name: str
    where: str
    nodes: dict[str, yaml.Node]
    file: str
    lines: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, node: yaml.Node, name: str, file: str) -> _Block:
        where = _line(file, node)
        if not isinstance(node, yaml.MappingNode):
            raise InputError(f"{name} is not a block of keys and values; write key: value", where)
        block = cls(name, where, {}, file)
        for key_node, value in node.value:
            key = _text(key_node, "a key", file) or "null"
            if key in block.nodes:
                raise InputError(f"{shown(key)} is given twice in {name}; keep one", _line(file, key_node))
            block.nodes[key] = value
            block.lines[key] = _line(file, key_node)
        return block

    def only(self, *keys: str) -> _Block:
        for key in self.nodes:
            if key not in keys:
                raise InputError(unknown(f"key in {self.name}", key, keys), self.lines[key])
        return self

    def block(self, key: str) -> _Block:
        if key not in self.nodes:
            raise InputError(f"{self.name} has no {key}; add one", self.where)
        return _Block.of(self.nodes[key], key, self.file)

    def blocks(self, key: str) -> list[_Block]:
        """The items of a list; a bare word stands for {id: word}."""
        node = self.nodes.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and _text(node, key, self.file) is None):
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise InputError(f"{key} is not a list; write {key}: [...]", self.lines[key])
        singular = key.removesuffix("s")
        return [
            _Block(singular, _line(self.file, item), {"id": item}, self.file, {"id": _line(self.file, item)})
            if isinstance(item, yaml.ScalarNode)
            else _Block.of(item, singular, self.file)
            for item in node.value
        ]

    def take(self, key: str, parse: Callable[[str], T]) -> T | None:
        """The parsed value of a key; None where it is absent or null."""
        if key not in self.nodes:
            return None
        text = _text(self.nodes[key], key, self.file)
        return None if text is None else _at(self.lines[key], lambda: parse(text))

    def need(self, key: str, parse: Callable[[str], T]) -> T:
        value = self.take(key, parse)
        if value is None:
            raise InputError(f"{self.name} has no {key}; add one", self.where)
        return value


def _tree(name: str, text: str) -> yaml.Node:
    """The node tree, once its events show nothing clever: no anchors, tags or deep nesting."""
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")  # JSON may indent with tabs; in its strings they are escaped
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if getattr(event, "anchor", None):
                raise InputError("anchors and aliases (& and *) are not read", _line(name, event))
            if depth > _DEEPEST:
                raise InputError("nested too deep for a person", _line(name, event))
            if getattr(event, "tag", None):
                raise InputError("a tag (!) is not read; leave it out", _line(name, event))
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{name} line {mark.line + 1}" if mark else name
        raise InputError(f"this is neither YAML nor JSON: {error.problem}", where) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise InputError(f"this is neither YAML nor JSON: {shown(str(error))}", name) from error
    if node is None:
        raise InputError("the file is empty; a person needs at least person: {age, sex}", name)
    return node


def _text(node: yaml.Node, name: str, file: str) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        raise InputError(f"{name} is not a single value", _line(file, node))
    value = str(node.value)
    return None if node.style is None and value in ("", "~", "null", "Null", "NULL") else value


def _line(file: str, node: yaml.Node | yaml.Event) -> str:
    mark = node.start_mark
    return f"{file} line {mark.line + 1}" if mark else file


def _at(where: str, act: Callable[[], T]) -> T:
    try:
        return act()
    except InputError as error:
        raise error.at(where) from error
