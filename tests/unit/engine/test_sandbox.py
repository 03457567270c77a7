"""Pages in a sandbox: no way to Python's internals or the engine's, and ordinary templates go on working."""

import datetime as dt
import pathlib
import subprocess
import types

import jinja2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jinja2.sandbox import SecurityError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import File, Files

from macros.engine.sandbox import PageEnvironment


class Own:
    """What a project's own macro may return."""

    _private = 3
    public = {"_x": 1, "list": [1, 2]}

    def method(self, more=""):
        """A method."""
        return f"method{more}"


Own.__module__ = "my_macros"


class Plugin(BasePlugin):
    """A plug-in of the engine's."""

    def on_config(self, config):
        """Never called here."""
        subprocess.run(["true"], check=True)


def environment(undefined=jinja2.StrictUndefined, **more):
    """An environment as mkdocs-macros hands it over, with what it holds."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "extra": {"words": ["a"]}})
    config.validate()
    config.plugins = PluginCollection()
    config.plugins["one"] = Plugin()
    model = jinja2.Environment(undefined=undefined, **more)  # noqa: S701

    def cite(*keys, locator=""):
        return f"[{','.join(keys)}{locator}]"

    def own():
        return Own()

    own.__module__ = cite.__module__ = "my_macros"
    model.globals.update(cite=cite, own=own, now=dt.datetime.now, fails=lambda: 1 / 0)
    env = PageEnvironment(model, ["cite", "fails"], config)
    file = File("a.md", "docs", "site", use_directory_urls=True)
    variables = {
        "config": config, "os": __import__("os"), "files": Files([file]), "file": file,
        "path": pathlib.Path("docs/a.md"), "generator": (one for one in [1]),
        "datetime": dt, "bibliography": "../refs.bib", "cite": "shadow",
    }  # fmt: skip
    return env, variables


INTERNALS = [
    '{{ lipsum.__globals__["os"].popen("id").read() }}',
    "{{ cycler.__init__.__globals__ }}",
    "{{ cite.__globals__ }}",
    '{{ cite["__globals__"] }}',
    '{{ cite | attr("__globals__") }}',
    '{{ [cite] | map(attribute="__globals__") | list }}',
    '{{ "" .__class__.__mro__ }}',
    '{{ "{0.__class__}".format("") }}',
    '{{ ("{a.__cla" ~ "ss__}").format_map({"a": 1}) }}',
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{{ generator.gi_frame }}",
    "{{ config.theme.get_env() }}",
    '{{ config.theme.get_env().from_string("{{ lipsum.__globals__ }}").render() }}',
    "{{ config.plugins.one.on_config(config) }}",
    '{{ config.plugins["one"].load_config({}) }}',
    '{{ config.load_file("/etc/passwd") }}',
    '{{ config.markdown_extensions.append("evil") }}',
    '{{ config.mdx_configs.update({"pymdownx.snippets": {"base_path": "/"}}) }}',
    '{{ config.extra.words.append("b") }}',
    '{{ config.data.update({"site_dir": "/tmp/x"}) }}',
    '{{ ([config] | map(attribute="data") | first).update({"site_dir": "/tmp/x"}) }}',
    '{{ config.user_configs.append({"hooks": ["x.py"]}) }}',
    '{{ config.theme.dirs.append("/tmp") }}',
    '{{ os.system("id") }}',
    '{{ os.popen("id").read() }}',
    "{{ os.environ }}",
    "{{ os.path }}",
    "{{ datetime.sys }}",
    "{{ path.read_text() }}",
    "{{ path.unlink() }}",
    "{{ file.copy_file() }}",
    "{{ file.url.__class__ }}",
    "{{ files.remove(file) }}",
    "{{ namespace.__init__ }}",
    "{% set x = joiner.__init__ %}{{ x }}",
    "{% for x in [cite] %}{{ loop._iterable }}{% endfor %}",
    "{{ now.__self__ }}",
]


@pytest.mark.parametrize("template", INTERNALS)
@pytest.mark.parametrize(
    "undefined", [jinja2.StrictUndefined, jinja2.Undefined, jinja2.DebugUndefined]
)
def test_internals_are_refused_and_never_an_empty_string(template, undefined):
    env, variables = environment(undefined)
    env.from_string(template).render(**variables)
    assert [type(error) for error, _ in env.failures] == [SecurityError], env.failures


ORDINARY = {
    '{{ own()._private }} {{ own().method("!") }} {{ own().public._x }}': "3 method! 1",
    "{{ range(200000) | length }}": "200000",
    "{% set l = [] %}{{ l.append(1) or '' }}{{ l }}": "[1]",
    "{% set n = namespace(x=1) %}{% set n.x = 2 %}{{ n.x }}": "2",
    "{% macro m(a) %}<{{ a }}{{ caller() }}>{% endmacro %}{% call m(2) %}c{% endcall %}": "<2c>",
    "{% for x in 'ab' %}{{ loop.cycle('1', '2') }}{% endfor %}": "12",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}": "ab",
    "{% set j = joiner(',') %}{{ j() }}a{{ j() }}b": "a,b",
    "{{ now().year > 2000 }} {{ datetime.date(2020, 1, 2).strftime('%d') }}": "True 02",
    "{{ 'a-b'.split('-') | join('+') }} {{ '{}'.format(1) }}": "a+b 1",
    "{{ {'a': 1}.items() | list }} {{ config.site_name }} {{ config.get('site_name') }}": "[('a', 1)] Site Site",
    "{{ config.extra.words[0] }} {{ 'one' in config.plugins }}": "a True",
    "{{ files.documentation_pages() | length }} {{ files.get_file_from_path('a.md').url }}": "1 a/",
    "{{ path.name }} {{ path.as_posix() }}": "a.md docs/a.md",
    "{{ cite('a', locator='p1') }}": "[ap1]",
    "{% if x is defined %}y{% else %}n{% endif %}{% set x = 1 %}{{ x }}": "n1",
    "{% block b %}1{% endblock %}{{ self.b() }}": "11",
    "{{ bibliography }}": "../refs.bib",
    "{% set d = {} %}{{ d.update({'a': 1}) or '' }}{{ d }}": "{'a': 1}",
}


@pytest.mark.parametrize("template", ORDINARY)
def test_ordinary_templates_go_on_working(template):
    env, variables = environment()
    assert env.from_string(template).render(**variables) == ORDINARY[template]
    assert env.failures == []


def test_includes_and_imports_go_on_working():
    loader = jinja2.DictLoader({"a": "A{{ cite('k') }}", "m": "{% macro f() %}F{% endmacro %}"})
    env, variables = environment(loader=loader)
    text = '{% include "a" %}{% import "m" as m %}{{ m.f() }}{% from "m" import f %}{{ f() }}'
    assert env.from_string(text).render(**variables) == "A[k]FF"


def test_front_matter_does_not_take_a_macros_place():
    env, variables = environment()
    variables["self"] = "a field of this name was taken for the template itself"
    assert (
        env.from_string('{{ cite("a") }} {% if 1 %}{{ cite("b") }}{% endif %}').render(**variables)
        == "[a] [b]"
    )


@pytest.mark.parametrize("text", ["a\n\n{{ fails() }}", "a\n\n{% if 1 %}{{ fails() }}{% endif %}"])
def test_a_failure_is_kept_with_its_line(text):
    env, _ = environment()
    assert env.from_string(text).render() == ""
    assert [(type(error), line) for error, line in env.failures] == [(ZeroDivisionError, 3)]


PIECES = [
    '{{ cite("a") }}',
    '{{cite("a","b")}}',
    "{{ cite() }}",
    "text",
    "\n",
    "\r\n",
    "\r",
    "}}",
    "'",
    '"',
    "{",
    "\\",
    " ",
    "é",
    '{{ cite("a" ) }}',
    "{{ cite('a') }}",
]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.sampled_from(PIECES), max_size=12).map("".join))
def test_plain_pages_are_what_jinja_makes_of_them(text):
    env, variables = environment()
    plain = env._calls(text)  # noqa: SLF001
    model = jinja2.Environment()  # noqa: S701
    model.globals["cite"] = env.globals["cite"]
    if plain is not None:
        assert env.from_string(text).render(**variables) == model.from_string(text).render()


def test_modules_that_a_project_hands_out_are_looked_at_and_not_passed_through():
    env, variables = environment()
    module = types.ModuleType("my_macros.tools")
    module.value, module.inner = 3, __import__("os")
    env.from_string("{{ tools.value }}").render(tools=module, **variables)
    assert env.failures == []
    env.from_string("{{ tools.inner }}").render(tools=module, **variables)
    assert len(env.failures) == 1
