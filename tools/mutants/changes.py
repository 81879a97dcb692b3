"""Changes of one place of a module, each of which a test should notice."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

Place = tuple[int, str, bool]  # the first line of its statement, what holds it (names), whether it is in a function

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
# What nothing depends on when the program runs (types, names of types), and sizes of caches.
_FIELDS_LEFT_OUT = {"annotation", "returns", "decorator_list"}
_CALLS_LEFT_OUT = {"TypeVar", "ParamSpec", "NewType", "cast"}
_NAMES_LEFT_OUT = {"__all__", "__slots__", "TYPE_CHECKING", "Literal"}


class Change(NamedTuple):
    """One change: where it is, what it does, and the number of its node and of its way there."""

    line: int
    text: str
    what: str
    place: Place
    node: int
    way: int


def changes(source: str) -> list[Change]:
    """All changes of a module, in the order of its nodes; no two of one text in one function are called the same."""
    found: list[Change] = []
    called: Counter[tuple[str, str, str]] = Counter()
    rows = source.splitlines()
    for number, (node, place) in enumerate(_nodes(ast.parse(source), (1, "", False))):
        for way, (what, _) in enumerate(_ways(node)):
            line = getattr(node, "lineno", place[0])
            text = rows[line - 1].strip()
            called[place[1], text, what] += 1
            times = called[place[1], text, what]
            found.append(Change(line, text, f"{what} #{times}" if times > 1 else what, place, number, way))
    return found


def changed(source: str, change: Change) -> ast.Module:
    """The module with a change made."""
    tree = ast.parse(source)
    node = [node for node, _ in _nodes(tree, (1, "", False))][change.node]
    new = [new for _, new in _ways(node)][change.way]

    class Replace(ast.NodeTransformer):
        def visit(self, at: ast.AST) -> ast.AST:
            return ast.copy_location(new, at) if at is node else self.generic_visit(at)

    made = Replace().visit(tree)
    assert isinstance(made, ast.Module)
    return ast.fix_missing_locations(made)


def mentions(source: str) -> Iterator[tuple[str, int, Place]]:
    """Each name and attribute that a module uses, with its line and place."""
    for node, place in _nodes(ast.parse(source), (1, "", False)):
        if isinstance(node, ast.Name | ast.Attribute):
            yield (node.id if isinstance(node, ast.Name) else node.attr), node.lineno, place


def imports(source: str) -> set[str]:
    """The modules that a module imports, and whatever it imports from them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update([node.module, *(f"{node.module}.{one.name}" for one in node.names)])
    return found


def assigned(node: ast.AST) -> list[str]:
    """The names that a statement assigns to."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


def _nodes(node: ast.AST, place: Place) -> Iterator[tuple[ast.AST, Place]]:
    yield node, place
    line, name, inside = place
    if isinstance(node, ast.stmt):
        line = node.lineno
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            name = node.name
        case ast.Assign() | ast.AnnAssign() if not inside:
            name = " ".join(assigned(node))
    for field, value in ast.iter_fields(node):
        within = inside or (field == "body" and isinstance(node, ast.FunctionDef))
        for child in value if isinstance(value, list) else [value]:
            if field not in _FIELDS_LEFT_OUT and isinstance(child, ast.AST) and not _is_left_out(child):
                yield from _nodes(child, (line, name, within))


def _is_left_out(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in _CALLS_LEFT_OUT
        case ast.keyword(arg="strict"):  # a guard against errors of the code's own
            return True
        case ast.If(test=ast.Name(id=name)) | ast.Subscript(value=ast.Name(id=name)):
            return name in _NAMES_LEFT_OUT
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in _NAMES_LEFT_OUT
    return False


def _is_nothing(value: ast.expr) -> bool:
    """Whether a value is as good as None: False, an empty list."""
    match value:
        case ast.Constant():
            return not value.value
        case ast.Tuple() | ast.List():
            return not value.elts
    return isinstance(value, ast.Dict) and not value.keys


def _ways(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What a node may become: what is said of it, and the new node."""
    match node:
        case ast.Compare(left, ops, comparators):
            for i, op in enumerate(ops):
                if other := COMPARED.get(type(op)):
                    new = ast.Compare(left, [*ops[:i], other(), *ops[i + 1 :]], comparators)
                    yield f"{type(op).__name__} becomes {other.__name__}", new
        case ast.Constant(value=bool() as value):
            yield f"{value} becomes {not value}", ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield f"{value} becomes {value + 1}", ast.Constant(value + 1)
            yield f"{value} becomes {value - 1}", ast.Constant(value - 1)
        case ast.Constant(value=float() as value) if value:  # a tenth of nothing is nothing
            yield f"{value} becomes a tenth more", ast.Constant(value * 1.1)
            yield f"{value} becomes a tenth less", ast.Constant(value * 0.9)
        case ast.Constant(value=str() as value) if value:
            yield f"{value[:20]!r} becomes empty", ast.Constant("")
        case ast.BoolOp(op, values):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{type(op).__name__} becomes {type(other_op).__name__}", ast.BoolOp(other_op, values)
        case ast.UnaryOp(ast.Not(), operand):
            yield "not is dropped", operand
        case ast.BinOp(left, (ast.Add() | ast.Sub()) as sign, right):
            other_sign = ast.Sub() if isinstance(sign, ast.Add) else ast.Add()
            yield f"{type(sign).__name__} becomes {type(other_sign).__name__}", ast.BinOp(left, other_sign, right)
        case ast.If(_, body, orelse):
            for truth in (True, False):
                yield f"if {truth}", ast.If(ast.Constant(truth), body, orelse)
        case ast.IfExp(_, body, orelse):
            yield "always the first", body
            yield "always the second", orelse
        case ast.While(_, body, orelse):
            yield "while False", ast.While(ast.Constant(value=False), body, orelse)
        case ast.comprehension(target, iterated, ifs, is_async):
            for i in range(len(ifs)):
                new_loop = ast.comprehension(target, iterated, [*ifs[:i], *ifs[i + 1 :]], is_async)
                yield "a condition is dropped", new_loop
        case ast.Slice(lower, upper, step):
            if lower:
                yield "without lower bound", ast.Slice(None, upper, step)
            if upper:
                yield "without upper bound", ast.Slice(lower, None, step)
        case ast.Return(value=ast.expr() as value) if not _is_nothing(value):
            yield "returns None", ast.Return(ast.Constant(None))
        case (
            ast.Expr()
            | ast.AugAssign()
            | ast.Raise()
            | ast.Continue()
            | ast.Break()
            | ast.Assign(targets=[ast.Attribute() | ast.Subscript()])
        ):
            yield "is dropped", ast.Pass()
