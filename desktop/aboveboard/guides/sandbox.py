"""Jinja2 with everything taken away that a letter does not need.

A guide's texts may come from a stranger. Jinja2's own sandbox stops attribute tricks, not `'a' * 10**8`, doubling
strings or nested loops. So: only the kinds of node listed here, only the filters and tests given, arithmetic and
joining of bounded size, a bounded number of turns in all loops together, a bounded output, an end after `SECONDS`. No
macros, no includes, no calls but of the names in `CALLS`, no methods at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

SECONDS = 0.8
MOST_TURNS = 20_000
MOST_OUTPUT = 200_000
MOST_TEXT = 20_000
MOST_NUMBER = 10**15
MOST_SOURCE = 100_000
CALLS = ("range", "place")

_ALLOWED = frozenset(
    "Template Output TemplateData Const Name If For Assign Filter Test Getattr Getitem Call Compare Operand And Or Not "
    "CondExpr Add Sub Mul Div FloorDiv Mod Pow Neg Pos Concat List Tuple".split()
)
_LOOP = ("index", "index0", "first", "last", "length")


class TooMuch(Exception):
    """A text that wants more time or room than a letter can need."""


class Budget:
    """What is left for one rendering."""

    def __init__(self) -> None:
        self.until = time.monotonic() + SECONDS
        self.turns = MOST_TURNS
        self.output = MOST_OUTPUT

    def step(self, written: int = 0) -> None:
        """One step further; `TooMuch` where the time or the room has run out."""
        self.turns -= 1
        self.output -= written
        if self.turns < 0 or self.output < 0 or time.monotonic() > self.until:
            raise TooMuch


_budget: ContextVar[Budget] = ContextVar("budget")


def spend(pieces: Callable[[], Iterable[str]]) -> Iterator[str]:
    """What a template writes, piece by piece, within one budget."""
    budget = Budget()
    token = _budget.set(budget)
    try:
        for piece in pieces():
            budget.step(len(piece))
            yield piece
    finally:
        _budget.reset(token)


class View:
    """What a text may read: named values and nothing else. `read` is told each name that is read."""

    __slots__ = ("_read", "_values")

    def __init__(self, values: Mapping[str, Any], read: Callable[[str], None] | None = None) -> None:
        self._values = values
        self._read = read

    def take(self, name: str) -> Any:
        """The value of that name; KeyError where there is none."""
        value = self._values[name]
        if self._read is not None:
            self._read(name)
        return value


class _Guarded(NodeTransformer):
    """Refuses what is not allowed; sends loops and joins through the budget."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        kind = type(node).__name__
        if kind not in _ALLOWED:
            raise TemplateSyntaxError(f"“{kind.lower()}” has no place in a letter", node.lineno)
        return super().visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        if node.recursive:
            raise TemplateSyntaxError("a loop cannot call itself", node.lineno)
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "_each", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        listed = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(listed, "_joined", [], [], None, None, lineno=node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        if not isinstance(node.node, nodes.Name) or node.node.name not in CALLS or node.dyn_args or node.dyn_kwargs:
            raise TemplateSyntaxError("only range() and place() can be called", node.lineno)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.name in ("self", "super", "caller", "varargs", "kwargs"):
            raise TemplateSyntaxError(f"there is nothing called “{node.name}”", node.lineno)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:
        if not isinstance(node.target, nodes.Name) or node.target.name in CALLS:
            raise TemplateSyntaxError("set can only name a value", node.lineno)
        return self.generic_visit(node)


class Sandbox(SandboxedEnvironment):
    """The environment of every text. `names` are the values a text is given."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(())

    def __init__(
        self, filters: Mapping[str, Any], tests: Mapping[str, Any], names: frozenset[str], **options: Any
    ) -> None:
        super().__init__(autoescape=False, undefined=StrictUndefined, optimized=False, cache_size=0, **options)
        keep = {name: self.filters[name] for name in ("length", "first", "last", "lower", "upper")}
        self.filters = {**keep, **filters, "_each": _each, "_joined": _joined, "join": _join}
        self.tests = {**{name: self.tests[name] for name in ("defined", "in", "==", "eq", "equalto")}, **tests}
        self.globals = {"range": _range}
        self.names = names | {"loop", *CALLS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > MOST_SOURCE:
            raise TemplateSyntaxError("the text is too long to be a letter", 1)
        tree = super()._parse(source, name, filename)
        guarded: nodes.Template = _Guarded().visit(tree)
        guarded.set_environment(self)
        for unknown in sorted(meta.find_undeclared_variables(guarded) - self.names):
            raise TemplateSyntaxError(f"there is nothing called “{unknown}”", 1)
        return guarded

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a `View` or of a loop; nothing of anything else."""
        if isinstance(obj, View):
            try:
                return obj.take(attribute)
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=None, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """One of a list, by its number; a named value as with a dot."""
        if isinstance(obj, (list, tuple)) and isinstance(argument, int):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=None, name=str(argument))
        return self.getattr(obj, argument if isinstance(argument, str) else "")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of bounded numbers; `+` also of bounded texts and lists."""
        _budget.get().step()
        if operator == "+" and type(left) is type(right) and isinstance(left, (str, list)):
            if len(left) + len(right) > MOST_TEXT:
                raise TooMuch
            return left + right
        if not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise TooMuch
        if operator == "**" and not (abs(left) <= 1000 and 0 <= right <= 5):
            raise TooMuch
        result = super().call_binop(context, operator, left, right)
        if not isinstance(result, (int, float)) or abs(result) > MOST_NUMBER:
            raise TooMuch
        return result


def _each(values: Any) -> Iterator[Any]:
    """The values of a loop, each turn paid for."""
    if not isinstance(values, (list, tuple, range)):
        raise TooMuch
    for value in values:
        _budget.get().step()
        yield value


def _joined(parts: Iterable[Any]) -> str:
    return _join([str(part) for part in parts])


def _join(parts: Any, between: str = "") -> str:
    """The parts as one text of bounded length."""
    words = [str(part) for part in parts]
    if sum(map(len, words)) + len(words) * len(str(between)) > MOST_TEXT:
        raise TooMuch
    _budget.get().step()
    return str(between).join(words)


def _range(*bounds: int) -> range:
    if not all(isinstance(bound, int) and abs(bound) <= MOST_TURNS for bound in bounds):
        raise TooMuch
    return range(*bounds)
