"""Compiles templates: what is the same on every page is worked out once, all else is reached without detours.

To a template nothing of this shows. It rests on what is known here and not to Jinja2: which functions templates may
call, that none of them asks for Jinja2's context, and which variables each page has.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from pressmark.bytecode import Compiled
from pressmark.runtime import trimmed

PAGE = frozenset({"view", "route", "root", "canonical"})  # the variables of a page
_IMPLIED = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})  # names that Jinja2 itself gives a value


class RenderingError(Exception):
    """A template or script failed; `template` and `line` say where."""

    def __init__(self, template: str, line: int, message: str) -> None:
        super().__init__(template, line, message)
        self.template, self.line, self.message = template, line, message


class Here:
    """The variables of the page that is being rendered, for templates and for the functions that they call."""

    __slots__ = tuple(PAGE)
    view: Any
    route: str
    root: str
    canonical: str


class Templating(Environment):
    """An environment whose templates are rendered one at a time, each with the variables of a page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.here = Here()
        self.filters["trim"] = trimmed
        self.constant: dict[str, Any] = {}  # functions whose results depend on their arguments alone, by name
        self.compiled = Compiled()
        self.bytecode_cache = self.compiled
        self._modules: dict[str, TemplateModule] = {}

    def render(self, template: str, here: dict[str, Any]) -> str:
        """The text of a page."""
        known = self.here
        known.view, known.route = here["view"], here["route"]
        known.root, known.canonical = here["root"], here["canonical"]
        found = self.get_template(template)
        context = found.new_context(here)
        try:
            return self.concat(found.root_render_func(context))
        except Exception:  # noqa: BLE001 - Jinja2 raises it again, with its place in the template
            self.handle_exception()
        finally:  # macros know it and it knows them: 10 KB a page, which nothing but a search for garbage would free
            context.vars.clear()
            context.blocks.clear()

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if name in self.compiled.alone:
            self.compiled.alone[name] = self._stands_alone(source)
        _Known(self, (self.globals.keys() | PAGE) - _written(source)).visit(source)
        return super()._generate(source, name, filename, defer_init)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What all templates see: as it is, since a chain of mappings is copied for each page at ten times the cost."""
        return super().make_globals(d) if d else self.globals

    def module(self, name: str) -> TemplateModule:
        """The macros of a template that stands alone."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]

    def stands_alone(self, name: object) -> bool:
        """Whether a template is the same for whatever imports it «with context», but for the variables of the page.

        Such a module is made once, not for each page.
        """
        if not isinstance(name, str) or not self.loader:
            return False
        if name not in self.compiled.alone:
            # One that imports itself does not; one that is not there is told of later.
            self.compiled.alone[name] = False
            with suppress(TemplateNotFound):
                self.get_template(name)
        return self.compiled.alone[name]

    def _stands_alone(self, tree: nodes.Template) -> bool:
        written = _written(tree)
        loaded = {one.name for one in tree.find_all(nodes.Name) if one.ctx == "load"}
        in_macros = {id(one) for macro in tree.find_all(nodes.Macro) for one in macro.find_all(nodes.Name)}
        of_page = (one for one in tree.find_all(nodes.Name) if one.name in PAGE and id(one) not in in_macros)
        used = tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends))
        return (
            not written & PAGE
            and loaded <= written | self.globals.keys() | PAGE | _IMPLIED
            and not any(of_page)
            and all(self.stands_alone(_named(one)) for one in used)
        )


def _named(node: nodes.Node) -> object:
    """What the template that a statement brings in is called, if that is constant."""
    name = getattr(node, "template", None)
    return name.value if isinstance(name, nodes.Const) else None


def _written(tree: nodes.Template) -> set[str]:
    """The names that a template gives a value of its own somewhere."""
    return set(_names(tree))


def _names(tree: nodes.Template) -> Iterator[str]:
    yield from (one.name for one in tree.find_all(nodes.Name) if one.ctx != "load")
    yield from (one.name for one in tree.find_all(nodes.Macro))
    yield from (one.target for one in tree.find_all(nodes.Import))
    for one in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in one.names)


class _Known(NodeTransformer):
    """Puts what is known into a template: the values of calls with constants, and direct ways to all else."""

    def __init__(self, environment: Templating, known: set[str]) -> None:
        self.environment = environment
        self.known = known

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - named by Jinja2
        if node.ctx == "load" and node.name in self.known:
            return nodes.EnvironmentAttribute(node.name, lineno=node.lineno)
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - named by Jinja2
        if isinstance(node.node, nodes.Name) and node.node.name == "site" and "site" in self.known:
            value = getattr(self.environment.globals["site"], node.attr, None)
            if type(value) in {str, bool}:
                return nodes.Const(value, lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - named by Jinja2
        for one in node.nodes:
            if isinstance(one, nodes.CondExpr) and one.expr2 is None:
                one.expr2 = nodes.Const("", lineno=one.lineno)  # as an undefined value, made each time, is written
        return self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja2
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        fixed = all(isinstance(one, nodes.Const) for one in node.args)
        fixed = fixed and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        known = name in self.known and name in self.environment.constant
        if known and not fixed and node.args and isinstance(node.args[0], nodes.Concat):
            node.args[0] = _formatted(node.args[0])
        return self._called(name, node) if known and fixed else self.generic_visit(node)

    def _called(self, name: str, node: nodes.Call) -> nodes.Node:
        """The value of a call; one that fails does so while rendering, where it is told with its place."""
        try:
            value = self.environment.constant[name](*(one.as_const() for one in node.args))
        except Exception:  # noqa: BLE001 - a template may call a function with anything
            return self.generic_visit(node)
        const = nodes.Const(str(value), lineno=node.lineno)
        return nodes.MarkSafe(const, lineno=node.lineno) if isinstance(value, Markup) else const


def _formatted(key: nodes.Concat) -> nodes.Expr:
    """Words joined to a key, not to markup: nobody asks each of them whether it is escaped."""
    form = "".join(str(one.value).replace("%", "%%") if isinstance(one, nodes.Const) else "%s" for one in key.nodes)
    parts = [one for one in key.nodes if not isinstance(one, nodes.Const)]
    return nodes.Mod(nodes.Const(form), nodes.Tuple(parts, "load"), lineno=key.lineno)


class _Generator(CodeGenerator):
    """Writes calls as calls, and puts what is constant into variables of the module."""

    environment: Templating

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named by Jinja2
        self.constants: dict[str, str] = {}
        self.attributes: set[str] = set()
        self.writeline("from pressmark.runtime import DirectMacro, escaped, having, marked, written")
        self.writeline("here = environment.here")
        for name in sorted({one.name for one in node.find_all(nodes.EnvironmentAttribute)} - PAGE):
            self.writeline(f"known_{name} = environment.globals[{name!r}]")
        super().visit_Template(node, frame)
        for text, name in self.constants.items():
            self.writeline(f"{name} = Markup({text!r})")
        for name in sorted(self.attributes):
            self.writeline(f"has_{name} = having({name!r})")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Everything that a template or block writes in one piece: else each goes through all templates above it."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_EnvironmentAttribute(self, node: nodes.EnvironmentAttribute, _: Frame) -> None:  # noqa: N802 - named by Jinja2
        self.write(f"here.{node.name}" if node.name in PAGE else f"known_{node.name}")

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:  # noqa: N802 - named by Jinja2
        if isinstance(node.expr, nodes.Const):
            self.write(self.constants.setdefault(node.expr.value, f"constant_{len(self.constants)}"))
        else:
            super().visit_MarkSafe(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - named by Jinja2
        unusual = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        if unusual or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(
                node, frame, forward_caller=forward_caller
            )  # macros ask whether to escape where they are called
            return
        self.visit(node.node, frame)
        self.write("(")
        for position, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if position else "")
            self.visit(argument, frame)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("Direct")
        super().macro_def(macro_ref, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by Jinja2
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.attributes.add(node.attr)
        self.write(f"(held.{node.attr} if (held := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in has_{node.attr} else environment.getattr(held, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """What is written of a value: the same as `escaped`, but for calling it."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("(held if (kind := (held := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(").__class__) is Markup else written(held) if kind is str else escaped(held))")
        else:
            super()._output_child_post(node, frame, finalize)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        name = _named(node)
        if self.environment.stands_alone(name):
            self.write(f"environment.module({name!r})")
        else:
            super()._import_common(node, frame)


Templating.code_generator_class = _Generator
