"""What runs on GitHub: linted by actionlint and zizmor, pinned, without secrets; and the standing issue, with the command line of GitHub stood in for."""

import base64
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.tiny import ROOT, make

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def read(path: Path) -> dict:
    """A workflow; YAML 1.1 reads its `on` as true."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in told.items()}


def steps(workflow: dict) -> list[dict]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_actionlint():
    result = subprocess.run(
        [BIN / "actionlint", "-no-color", *WORKFLOWS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_zizmor():
    result = subprocess.run(
        [
            BIN / "zizmor",
            "--offline",
            "--no-progress",
            "--color=never",
            "--persona=auditor",
            GITHUB,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_workflow_asks_for_little(path):
    workflow = read(path)
    assert workflow["permissions"] == {} and "concurrency" in workflow
    assert "pull_request_target" not in str(workflow["on"]) and "secrets." not in path.read_text()
    for job in workflow["jobs"].values():
        assert "permissions" in job and job["timeout-minutes"] <= 90
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
            if step["uses"].startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
    assert all(
        re.search(r"# v\d+\.\d+\.\d+$", line)
        for line in path.read_text().split("\n")
        if re.search(r"\buses:", line)
    )


def test_one_version_of_each_action():
    used = {
        tuple(re.search(r"uses: (\S+)@(\S+) # (\S+)", line).groups())
        for path in WORKFLOWS
        for line in path.read_text().split("\n")
        if re.search(r"\buses:", line)
    }
    assert len(used) == len({name for name, _, _ in used}), used


def test_a_change_is_checked_without_secrets_or_rights():
    workflow = read(GITHUB / "workflows/check.yml")
    assert set(workflow["on"]) == {"pull_request", "merge_group"}
    assert all(
        job["permissions"] in ({}, {"contents": "read"}) for job in workflow["jobs"].values()
    )
    assert any(
        "check --format github" in step.get("run", "")
        for step in workflow["jobs"]["sources"]["steps"]
    )
    assert any(
        step.get("run") == "make site" for step in workflow["jobs"]["build"]["steps"]
    ) and any(step.get("run") == "make test" for step in workflow["jobs"]["test"]["steps"])
    assert any(
        step.get("with", {}).get("path") == "dist/*.zip"
        for step in workflow["jobs"]["build"]["steps"]
    )


def test_all_green_waits_for_all():
    jobs = read(GITHUB / "workflows/check.yml")["jobs"]
    last = jobs["all-green"]
    assert set(last["needs"]) == set(jobs) - {"all-green"} and last["if"] == "always()"
    script = last["steps"][0]["run"]
    for results, code in (
        ("success success success", 0),
        ("success failure success", 1),
        ("success skipped success", 1),
        ("cancelled", 1),
    ):
        assert (
            subprocess.run(
                ["bash", "-eo", "pipefail", "-c", script],
                env={"PATH": os.environ["PATH"], "RESULTS": results},
                capture_output=True,
                check=False,
            ).returncode
            == code
        )


def test_only_the_last_step_may_publish():
    jobs = read(GITHUB / "workflows/publish.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert (
        jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
        and len(jobs["publish"]["steps"]) == 1
    )
    assert "cache" not in str(jobs)


def test_a_release_is_tested_listed_proved_and_holds_the_offline_copy_and_the_books():
    jobs = read(GITHUB / "workflows/release.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    runs = "\n".join(step.get("run", "") for step in jobs["build"]["steps"])
    assert all(
        words in runs
        for words in ("make site", "make test", "make books", "make sbom", "release --check")
    )
    assert set(jobs["release"]["permissions"]) == {"contents", "id-token", "attestations"}
    used = [step.get("uses", "") for step in jobs["release"]["steps"]]
    assert any("actions/attest@" in name for name in used)
    assert not any("checkout" in name for name in used)
    files = "*.zip *.pdf *.epub sbom.cdx.json"
    assert f"sha256sum -- {files} > SHA256SUMS" in runs
    proved = next(step for step in jobs["release"]["steps"] if "attest@" in step.get("uses", ""))
    assert proved["with"]["subject-path"].split() == [*files.split(), "SHA256SUMS"]
    sent = jobs["release"]["steps"][-1]["run"]
    assert "./*.zip ./*.pdf ./*.epub sbom.cdx.json SHA256SUMS" in sent
    assert "cache" not in str(jobs)


def test_a_handbook_without_books_gets_its_checksums(tmp_path):
    steps_of = read(GITHUB / "workflows/release.yml")["jobs"]["build"]["steps"]
    made = next(step["run"] for step in steps_of if "sha256sum" in step.get("run", ""))
    (tmp_path / "dist").mkdir()
    for name in ("copy.zip", "sbom.cdx.json"):
        (tmp_path / "dist" / name).write_text(name)
    subprocess.run(["bash", "-e", "-c", made], cwd=tmp_path, check=True)
    listed = (tmp_path / "dist" / "SHA256SUMS").read_text().split()[1::2]
    assert listed == ["copy.zip", "sbom.cdx.json"]


def test_a_clean_machine_builds_once_a_month():
    workflow = read(GITHUB / "workflows/build.yml")
    assert workflow["on"]["schedule"] == [{"cron": "41 5 1 * *"}] and "cache" not in str(
        workflow["jobs"]
    )
    runs = [step.get("run") for step in steps(workflow)]
    assert {"make site", "make books", "make test"} <= set(runs)


@pytest.mark.parametrize(
    ("name", "reads", "writes"),
    [("suggest.yml", "compose", "send"), ("preview.yml", "compare", "comment")],
)
def test_what_strangers_wrote_meets_no_rights(name, reads, writes):
    """The job that reads it may write nothing; the job that writes runs no code of the repository."""
    jobs = read(GITHUB / "workflows" / name)["jobs"]
    assert "write" not in str(jobs[reads]["permissions"])
    for step in jobs[writes]["steps"]:
        assert "python" not in step.get("run", "") and "make " not in step.get("run", "")
    text = (GITHUB / "workflows" / name).read_text()
    # Nothing that a stranger can word is put into a script.
    for script in re.findall(r"(?m)^ +run: (?:\|\n((?: {10,}.*\n)+)|(.*)\n)", text):
        assert "${{" not in "".join(script)


def event(body: str, number: int = 7) -> str:
    return json.dumps({"action": "opened", "issue": {"number": number, "title": "x", "body": body}})


FORM = "### Which page?\n\nindex.md\n\n### What does it say?\n\n{old}\n\n### What should it say?\n\n{new}\n"


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("Ports hold for years.", "Ports hold for many years.", "changed"),
        ("Ports hold for years.", "{{ cite('x') }}", "told"),
        ("Nobody wrote this here.", "x", "told"),
    ],
)
def test_a_form_becomes_a_patch_that_applies(tmp_path, old, new, state):
    """The steps as they stand in the workflow: the suggestion, and what the writing job does with it."""
    folder = make(tmp_path / "base", {"index.md": "# A\n\nPorts hold for years.\n"})
    (folder / "docs/data").mkdir()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "A"]):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)
    subprocess.run(["git", "clone", "-q", str(folder), str(tmp_path / "second")], check=True)
    (tmp_path / "event.json").write_text(event(FORM.format(old=old, new=new)))
    jobs = read(GITHUB / "workflows/suggest.yml")["jobs"]
    script = next(step["run"] for step in jobs["compose"]["steps"] if step.get("id") == "suggest")
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    bash = ["bash", "-eo", "pipefail", "-c"]
    done = subprocess.run(
        [*bash, script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"state={state}\nurgent=false" in (tmp_path / "output").read_text()
    assert (tmp_path / "out/answer.md").is_file()
    if state == "told":
        assert not (tmp_path / "out/change.patch").read_text()
        return
    gh = tmp_path / "gh"
    gh.write_text(
        '#!/usr/bin/env bash\nprintf "%s\\n" "$*" >> "$GH_LOG"\nif [ "$1 $2" = "pr edit" ]; then exit 1; fi\n'
    )
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    script = next(
        step["run"] for step in jobs["send"]["steps"] if "pull request" in step.get("name", "")
    )
    second = {
        **environment,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "GH_LOG": str(tmp_path / "log"),
        "NUMBER": "7",
    }
    done = subprocess.run(
        [*bash, script],
        cwd=tmp_path / "second",
        env=second,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown = ["git", "show", "suggestion/issue-7:docs/index.md"]
    text = subprocess.run(shown, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert text == "# A\n\nPorts hold for many years.\n"
    assert "pr create --head suggestion/issue-7" in (tmp_path / "log").read_text()


def test_the_pages_of_a_pull_request_are_data(tmp_path):
    """The steps of the preview: a symbolic link is dropped, the settings stay ours, the comparison is made."""
    folder = make(tmp_path / "base", {"index.md": "# A\n\nPorts hold for years.\n"})
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]

    def run(*commands: list[str]) -> str:
        for command in commands:
            done = subprocess.run(
                [*git, *command], cwd=folder, check=True, capture_output=True, text=True
            )
        return done.stdout.strip()

    run(
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["commit", "-qm", "A"],
        ["switch", "-qc", "theirs"],
    )
    (folder / "docs/index.md").write_text("# A\n\nPorts hold for many years.\n")
    (folder / "docs/secret.md").symlink_to("/etc/hostname")
    (folder / "mkdocs.yml").write_text("plugins: [evil]\n")
    run(["add", "-A"], ["commit", "-qm", "B"])
    head = run(["rev-parse", "HEAD"])
    run(
        ["update-ref", "refs/pull/5/head", head],
        ["switch", "-q", "main"],
        ["remote", "add", "origin", str(folder)],
    )
    (tmp_path / "files.txt").write_text(
        "docs/index.md\ndocs/secret.md\nmkdocs.yml\ndocs/data/reviewers.yml\n"
    )
    jobs = read(GITHUB / "workflows/preview.yml")["jobs"]
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(tmp_path),
        "NUMBER": "5",
        "HEAD_SHA": head,
        "RUN": "https://github.com/a/b/actions/runs/1",
        "RESULT": "success",
    }
    for words in ("Lay its pages", "Compare them"):
        script = next(
            step["run"] for step in jobs["compare"]["steps"] if words in step.get("name", "")
        )
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    comment = (tmp_path / "out/comment.md").read_text()
    assert "+ Ports hold for many years." in comment and "The checks passed." in comment
    assert (
        not (tmp_path / "after/docs/secret.md").exists()
        and "evil" not in (tmp_path / "after/mkdocs.yml").read_text()
    )
    first, rest = comment.split("**What this change means for readers**")
    assert first.startswith("**Read first (1 file): code.") and "\nmkdocs.yml\n" in first
    assert "(1 file): not only text" in first and "\ndocs/data/reviewers.yml\n" in first
    assert "docs/index.md" in rest and "docs/index.md" not in first


def test_who_may_write_issues_runs_none_of_our_code():
    jobs = read(GITHUB / "workflows/sources.yml")["jobs"]
    assert "write" not in str(jobs["ask"]["permissions"]) and jobs["tell"]["permissions"] == {
        "issues": "write"
    }
    assert not any(
        "checkout" in step.get("uses", "") or "python" in step.get("run", "")
        for step in jobs["tell"]["steps"]
    )


def test_the_record_comes_by_a_pull_request_that_is_checked():
    """A pull request of the workflow's own token starts no checks: the workflow runs them and posts the result itself."""
    jobs = read(GITHUB / "workflows/sources.yml")["jobs"]
    assert set(jobs["record"]["permissions"]) == {"contents", "pull-requests"}
    assert jobs["check-record"]["permissions"] == {"contents": "read"}
    assert jobs["post"]["permissions"] == {"statuses": "write"}
    for name in ("record", "post"):
        assert not any(
            "checkout" in step.get("uses", "") or "python" in step.get("run", "")
            for step in jobs[name]["steps"]
        )
    wanted = ["python -m macros check", "make site", "make test"]
    assert [step["run"] for step in jobs["check-record"]["steps"][-3:]] == wanted
    assert 'context="All green"' in jobs["post"]["steps"][0]["run"]


RECORD_GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$GH_LOG"
case "$*" in
  *contents/docs/data/verified.json?ref=main*) if [ -n "$OLD" ]; then printf '%s' "$OLD"; else exit 1; fi;;
  *git/ref/heads/main*) printf 'basesha';;
  *"-X PATCH"*) if [ -z "$BRANCH" ]; then exit 1; fi;;
  *"-X PUT"*) printf 'newsha';;
  "pr list"*) printf '%s' "$PULL";;
esac
"""


@pytest.mark.parametrize(
    ("old", "branch", "pull", "done"),
    [
        ("", "", "", ["PATCH", "POST", "PUT", "pr list", "pr create"]),
        ("0123", "1", "7", ["PATCH", "PUT", "pr list"]),
        ("same", "1", "7", []),
    ],
)
def test_the_pull_request_of_the_record(tmp_path, old, branch, pull, done):
    step = next(
        step for step in steps(read(GITHUB / "workflows/sources.yml")) if step.get("id") == "record"
    )
    gh = tmp_path / "gh"
    gh.write_text(RECORD_GH)
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/verified.json").write_text('{"form": 2}\n')
    same = subprocess.run(
        ["git", "hash-object", "--no-filters", "out/verified.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    result = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "GH_LOG": str(tmp_path / "log"),
            "OLD": same if old == "same" else old,
            "BRANCH": branch,
            "PULL": pull,
            "MAIN": "main",
            "GITHUB_REPOSITORY": "a/b",
            "GITHUB_OUTPUT": str(tmp_path / "output"),
        },
    )
    assert result.returncode == 0, result.stderr
    log = (tmp_path / "log").read_text()
    made = [word for word in ("PATCH", "POST", "PUT", "pr list", "pr create") if word in log]
    assert made == done
    if done:
        assert (tmp_path / "output").read_text() == "commit=newsha\n"
        put = json.loads((tmp_path / "put.json").read_text())
        assert put["branch"] == "sources-record" and put.get("sha", "") == old
        assert base64.b64decode(put["content"]) == b'{"form": 2}\n'


GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$GH_LOG"
if [ "$1 $2" = "issue list" ]; then printf '%s' "$GH_ISSUE"; fi
"""


@pytest.mark.parametrize(
    ("issue", "state", "done"),
    [
        ("", "open", ["label create", "issue create"]),
        ("", "clean", []),
        ("", "unknown", []),
        ("7 OPEN\n", "open", ["issue edit 7"]),
        ("7 OPEN\n", "clean", ["issue edit 7", "issue close 7"]),
        ("7 OPEN\n", "unknown", ["issue edit 7"]),
        ("7 CLOSED\n", "open", ["issue edit 7", "issue reopen 7"]),
        ("7 CLOSED\n", "clean", ["issue edit 7"]),
        ("7 CLOSED\n", "unknown", ["issue edit 7"]),
    ],
)
def test_the_standing_issue(tmp_path, issue, state, done):
    script = next(
        step["run"]
        for step in steps(read(GITHUB / "workflows/sources.yml"))
        if step.get("id") == "issue"
    )
    gh = tmp_path / "gh"
    gh.write_text(GH)
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    log = tmp_path / "log"
    result = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "GH_LOG": str(log),
            "GH_ISSUE": issue,
            "STATE": state,
            "GITHUB_REPOSITORY": "a/b",
        },
    )
    assert result.returncode == 0, result.stderr
    calls = log.read_text().strip().split("\n")
    assert calls[0].startswith("issue list --repo a/b --label sources-check --state all --limit 1")
    assert len(calls[1:]) == len(done) and all(
        call.startswith(wanted) and "--repo a/b" in call
        for call, wanted in zip(calls[1:], done, strict=True)
    )


def test_the_report_of_the_weekly_run(tmp_path):
    """The step that composes the report, as it stands in the workflow, on a record with one fault and on a clean one."""
    script = next(
        step["run"]
        for step in steps(read(GITHUB / "workflows/sources.yml"))
        if step.get("id") == "report"
    )
    folder = make(
        tmp_path,
        {
            "index.md": 'It holds.{{ cite("brown2019") }} See [it](https://x.example/a).\n\n{{ bibliography() }}\n'
        },
        data={
            "verified.json": '{"sources": {}, "links": {"https://x.example/a": {"checked": "2026-01-01", "found": false, "web": {"state": "dead", "code": 404}}}}'
        },
    )
    (folder / "last").mkdir()
    (folder / "last/issue.md").write_text("")
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    for state in ("open", "clean"):
        result = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert (tmp_path / "output").read_text().strip().endswith(f"state={state}")
        assert ("https://x.example/a" in (folder / "out/report.md").read_text()) == (
            state == "open"
        ) and (folder / "out/verified.json").is_file()
        (folder / "docs/data/verified.json").write_text('{"sources": {}, "links": {}}')


STARTER = ROOT / "macros/starter/files/.github/ISSUE_TEMPLATE"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml")) + sorted(STARTER.glob("[0-9]*.yml"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: f"{path.parts[-4]}-{path.name}")
def test_the_forms_can_be_filled_in_by_anybody(path):
    """The form schema of GitHub Docs, "Syntax for issue forms" and "Syntax for GitHub's form schema"."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (
        {"name", "description", "body"}
        <= set(form)
        <= {"name", "description", "title", "labels", "assignees", "body", "projects", "type"}
    )
    assert "could be recognised" in form["body"][0]["attributes"]["value"]
    ids = [item["id"] for item in form["body"] if item["type"] != "markdown"]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w-]+", name) for name in ids)
    for item in form["body"]:
        assert item["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        wanted = {"markdown": "value", "dropdown": "options", "checkboxes": "options"}.get(
            item["type"]
        )
        assert wanted is None or item["attributes"][wanted]
        if item["type"] == "dropdown":
            options = item["attributes"]["options"]
            assert all(
                isinstance(option, str) and option.lower() != "none" for option in options
            ) and len(set(options)) == len(options)
        if item["type"] != "markdown":
            assert item["attributes"]["label"]


def test_there_is_a_form_for_each_need():
    assert len(FORMS) == 8 and (GITHUB / "pull_request_template.md").is_file()
    owners = [
        line
        for line in (GITHUB / "CODEOWNERS").read_text().split("\n")
        if line and not line.startswith("#")
    ]
    assert owners and all(
        re.fullmatch(r"\S+\s+@port-handbook/maintainers", line) for line in owners
    )
    assert yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text())["contact_links"]
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "npm", "pip"}
