#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py BUILD [--fix]: what ./dev check does, in the build environment.

Style and metadata: everything that can be wrong without a test noticing. Each finding is a line
FILE:LINE: what is wrong. --fix lets the formatters write what they would rather see.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(os.environ["TOP"])
BUILD = Path(sys.argv[1])
FIX = "--fix" in sys.argv[2:]

# What can't hold a comment, and the licence itself.
NO_SPDX = {".json", ".png", ".po", ".pot"}
NO_SPDX_NAMES = {"COPYING"}
# Deprecated at the floor; the compiler sees them in C, nobody sees them in a Blueprint.
DEPRECATED_TYPES = (
    "AppChooser ColorButton ColorChooser ComboBox ComboBoxText Dialog EntryCompletion FileChooserButton "
    "FontButton FontChooser IconView InfoBar ListStore LockButton MessageDialog ShortcutLabel "
    "ShortcutsGroup ShortcutsSection ShortcutsShortcut ShortcutsWindow Spinner Statusbar TreeStore "
    "TreeView VolumeButton Adw.Flap Adw.Leaflet Adw.MessageDialog Adw.AboutWindow "
    "Adw.PreferencesWindow Adw.Squeezer Adw.ViewSwitcherTitle"
).split()

findings = 0


def report(path, line, text):
    global findings
    findings += 1
    path = Path(path)
    name = path.relative_to(TOP) if path.is_absolute() and path.is_relative_to(TOP) else path
    print(f"{name}:{line}: {text}")


def run(*command, **options):
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **options
    )


def files(*suffixes):
    for folder, folders, names in os.walk(TOP):
        if Path(folder) == TOP:
            folders[:] = [name for name in folders if name not in ("_build", ".git")]
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", ".flatpak-builder"))
        # In a work tree .git is a file.
        for name in sorted(set(names) - {".git"}):
            path = Path(folder) / name
            if path.is_file() and (not suffixes or path.suffix in suffixes):
                yield path


def lines_of(path):
    return enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


def check_c_format():
    """clang-format"""
    for path in files(".c", ".h"):
        if FIX:
            run("clang-format", "-i", path)
            continue
        result = run("clang-format", "--dry-run", "--Werror", path)
        for match in re.finditer(r"^.*?:(\d+):\d+: error: (.*)$", result.stderr, re.MULTILINE):
            report(path, match[1], "clang-format would write this differently (./dev check --fix)")


def check_blueprint_format():
    """blueprint-compiler format"""
    for path in files(".blp"):
        result = run("blueprint-compiler", "format", *(["--fix"] if FIX else []), path)
        if result.returncode != 0 and not FIX:
            line = re.search(r"^@@ -(\d+)", result.stdout, re.MULTILINE)
            report(path, line[1] if line else 1,
                   "blueprint-compiler would write this differently (./dev check --fix)")


def check_blueprint_types():
    """no deprecated types in Blueprints"""
    for path in files(".blp"):
        for number, line in lines_of(path):
            match = re.match(r"\s*(?:\[\w+\]\s*)?(?:[\w-]+:\s*)?((?:Adw\.)?[A-Z]\w+)\s*(?:[\w_]+\s*)?\{", line)
            if match and match[1] in DEPRECATED_TYPES:
                report(path, number, f"{match[1]} is deprecated")


def check_spdx():
    """an SPDX line in every file"""
    for path in files():
        if path.suffix in NO_SPDX or path.name in NO_SPDX_NAMES:
            continue
        head = path.read_bytes()[:1000].decode("utf-8", "replace")
        if "SPDX-License-Identifier:" not in head:
            report(path, 1, "there is no SPDX-License-Identifier line at the top")


def check_whitespace():
    """no stray white space"""
    for path in files():
        if path.suffix in (".png", ".svg") or path.name in NO_SPDX_NAMES:
            continue
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip():
                report(path, number, "white space at the end of the line")
            if "\t" in line and path.suffix in (".c", ".h", ".blp", ".py", ".build"):
                report(path, number, "a tab")
        if text and not text.endswith("\n"):
            report(path, text.count("\n") + 1, "the last line has no end")


def check_potfiles():
    """every file with translatable text is in po/POTFILES"""
    listed = {}
    potfiles = TOP / "po" / "POTFILES"
    for number, line in lines_of(potfiles):
        if line and not line.startswith("#"):
            listed[line] = number
            if not (TOP / line).exists():
                report(potfiles, number, f"there is no {line}")
    if list(listed) != sorted(listed):
        report(potfiles, 1, "the files are not in order")
    for path in files(".c", ".blp"):
        name = str(path.relative_to(TOP))
        if not name.startswith("src/") or name in listed:
            continue
        for number, line in lines_of(path):
            if re.search(r"\b[NC]?_ ?\(\"", line):
                report(path, number, "translatable text, but the file is not in po/POTFILES")
                break


def check_translations():
    """every language is complete"""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "proctor.pot"
        domain = ["--from-code=UTF-8", "--add-comments=Translators:", "--output", template]
        keywords = "_ N_ C_:1c,2 NC_:1c,2 ngettext:1,2".split()
        listed = [line for _, line in lines_of(TOP / "po" / "POTFILES") if line and line[0] != "#"]
        groups = {"--language=C": ".c .blp".split(), "--language=Desktop": ".desktop.in.in".split()}
        for language, suffixes in groups.items():
            sources = [name for name in listed if name.endswith(tuple(suffixes))]
            run("xgettext", language, *domain, *(["--join-existing"] if template.exists() else []),
                *[f"--keyword={word}" for word in keywords if language == "--language=C"], *sources, cwd=TOP)
        run("xgettext", "--its=/usr/share/gettext/its/metainfo.its", *domain, "--join-existing",
            *[name for name in listed if "metainfo" in name], cwd=TOP)
        for number, line in lines_of(TOP / "po" / "LINGUAS"):
            if not line or line.startswith("#"):
                continue
            po = TOP / "po" / f"{line}.po"
            if not po.exists():
                report(TOP / "po" / "LINGUAS", number, f"there is no {po.name}")
                continue
            checked = run("msgfmt", "--check", "--output-file=/dev/null", po)
            for match in re.finditer(r":(\d+): (.*)", checked.stderr):
                report(po, match[1], match[2])
            merged = Path(folder) / po.name
            run("msgmerge", "--no-fuzzy-matching", "--quiet", "--output-file", merged, po, template)
            missing = run("msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", merged).stdout
            fuzzy = run("msgattrib", "--only-fuzzy", "--no-obsolete", "--no-wrap", merged).stdout
            for match in re.finditer(r'(?:^#: (\S+?):(\d+).*\n)?(?:^#.*\n)*^msgid "(.+)"$', missing + fuzzy, re.MULTILINE):
                if not match[3].startswith("@"):
                    report(match[1] or po, match[2] or 1, f"no {line} translation of “{match[3]}”")


def check_pictures(metainfo):
    """The pictures of the metainfo are in the project, are PNG, and are as large as software centres want them."""
    for url in re.findall(r"<image>(.*?)</image>", metainfo.read_text(encoding="utf-8")):
        path = TOP / url.partition("/main/")[2]
        data = path.read_bytes()[:24] if path.is_file() else b""
        width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
        if not data.startswith(b"\x89PNG"):
            report("data/io.github.proctor_app.Proctor.metainfo.xml.in.in", 1, f"there is no picture {path.name}")
        elif min(width, height) < 200 or max(width, height) > 3840:
            report(path, 1, f"a picture of {width} × {height}")


# GNOME's ids have a capital letter in their last word, and an id is for ever.
KNOWN_METAINFO = {"cid-contains-uppercase-letter"}


def check_metadata():
    """desktop file, metainfo, MIME types and schema"""
    for path in sorted((BUILD / "data").glob("*.desktop")):
        result = run("desktop-file-validate", path)
        if result.returncode != 0:
            report("data/io.github.proctor_app.Proctor.desktop.in.in", 1, result.stdout.strip())
    for path in sorted((BUILD / "data").glob("*.metainfo.xml")):
        result = run("appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", path)
        for match in re.finditer(r"^[EWIP]: [^:]*:(\d+|~)?:? *(\S+)(.*)$", result.stdout, re.MULTILINE):
            if match[2] not in KNOWN_METAINFO:
                line = match[1] if (match[1] or "").isdigit() else 1
                report("data/io.github.proctor_app.Proctor.metainfo.xml.in.in", line, match[2] + match[3])
        if result.returncode != 0:
            report("data/io.github.proctor_app.Proctor.metainfo.xml.in.in", 1, result.stdout.strip().splitlines()[-1])
        check_pictures(path)
    for path in sorted((BUILD / "data").glob("*.mime.xml")):
        result = run("xmllint", "--noout", path)
        if result.returncode != 0:
            report("data/io.github.proctor_app.Proctor.mime.xml.in", 1, result.stderr.strip())
    result = run("glib-compile-schemas", "--strict", "--dry-run", BUILD / "data")
    if result.returncode != 0:
        report("data/io.github.proctor_app.Proctor.gschema.xml.in", 1, result.stderr.strip())


# Where the floor has GNOME's icons; whoever has none of them here is not asked. libadwaita has some of its own.
ICONS = Path("/usr/share/icons/Adwaita")
ICONS_OF_LIBRARIES = {"adw-external-link-symbolic"}


def check_icons():
    """every icon is GNOME's or the program's, and there"""
    bundle = TOP / "src" / "ui" / "proctor-ui.gresource.xml"
    bundled = {Path(name).stem: number for number, line in lines_of(bundle)
               for name in re.findall(r"<file>(.*-symbolic\.svg)</file>", line)}
    known = {path.stem for path in ICONS.rglob("*-symbolic.svg")}
    used = set()
    for path in files(".c", ".blp"):
        if not path.is_relative_to(TOP / "src"):
            continue
        for number, line in lines_of(path):
            for name in re.findall(r'"([a-z0-9-]+-symbolic)"', line):
                used.add(name)
                if known and name not in known | set(bundled) | ICONS_OF_LIBRARIES:
                    report(path, number, f"there is no icon {name}")
    for name in set(bundled) - used:
        report(bundle, bundled[name], f"nobody shows {name}")


def check_json():
    """JSON parses, the Flatpak's manifest among it"""
    for path in files(".json"):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            report(path, getattr(error, "lineno", 1), error)


# What the program may do in its sandbox. Whoever adds to it has a reason, and tells it in docs/flatpak.md.
PERMISSIONS = ["--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"]


def check_source(path, source):
    """What is fetched is always the same: a commit that a tag names, or an archive with its hash."""
    kind = source["type"]
    if kind == "git":
        pinned = "tag" in source and re.fullmatch(r"[0-9a-f]{40}", source.get("commit", ""))
    elif kind in ("archive", "file"):
        pinned = re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", ""))
    else:
        pinned = kind == "dir"
    if not pinned:
        report(path, 1, f"a source of type {kind} is not pinned")
    if not source.get("url", "https://").startswith("https://"):
        report(path, 1, f"{source['url']} is not fetched by https")


def check_flatpak():
    """the Flatpak's permissions and sources; its two manifests differ only where they have to"""
    own = {"id", "appstream-compose", "separate-locales"}
    texts = []
    for suffix, profile in (("", "default"), (".Devel", "development")):
        path = TOP / "flatpak" / f"io.github.proctor_app.Proctor{suffix}.json"
        manifest = json.loads(path.read_text(encoding="utf-8").replace(f"-Dprofile={profile}", ""))
        if manifest["id"] != path.stem:
            report(path, 1, f"the id is {manifest['id']}")
        if manifest["finish-args"] != PERMISSIONS:
            report(path, 1, "the permissions are not those of build-aux/check.py")
        for module in manifest["modules"]:
            if isinstance(module, str):
                module = json.loads((path.parent / module).read_text(encoding="utf-8"))
            for source in module["sources"]:
                check_source(path, source)
        texts.append({key: value for key, value in manifest.items() if key not in own})
    for key in texts[0].keys() | texts[1].keys():
        if texts[0].get(key) != texts[1].get(key):
            report(path, 1, f"“{key}” is not what it is in the other manifest")


def check_scripts():
    """shellcheck"""
    scripts = [path for path in files() if path.suffix == ".sh"]
    scripts += [TOP / "dev", TOP / ".ci" / "run"]
    result = run("shellcheck", "--format=gcc", "--external-sources", "--source-path", TOP,
                 *scripts, cwd=TOP)
    for match in re.finditer(r"^(.*?):(\d+):\d+: (.*)$", result.stdout, re.MULTILINE):
        report(match[1], match[2], match[3])


def check_cppcheck():
    """cppcheck"""
    sources = [path for path in files(".c") if path.is_relative_to(TOP / "src") or path.is_relative_to(TOP / "tests")]
    result = run("cppcheck", "--quiet", "--library=gtk", "--library=posix", "--inline-suppr", "-j2",
                 "--enable=warning,performance,portability",
                 # GLib's macros, GLib's assertions, GLib's allocator, which never returns NULL, GLib's
                 # sets, which keep what they are given, and NULL as a sentinel, as everywhere in GLib.
                 *[f"--suppress={name}" for name in
                   ("unknownMacro", "assertWithSideEffect", "nullPointerOutOfMemory", "normalCheckLevelMaxBranches",
                    "leakNoVarFunctionCall", "varFuncNullUB")],
                 "--template={file}:{line}: {message} [{id}]", *sources, cwd=TOP)
    for match in re.finditer(r"^(.*?):(\d+): (.*)$", result.stderr, re.MULTILINE):
        report(match[1], match[2], match[3])


def read_layers():
    layers = {}
    for _, line in lines_of(TOP / "build-aux" / "layers.txt"):
        match = re.match(r"(\w+):(.*)", line)
        if match:
            layers[match[1]] = match[2].split()
    return layers


def check_layers():
    """no include against the arrows, in the text …"""
    layers = read_layers()
    owner = {path.name: layer for layer in layers for path in (TOP / "src" / layer).rglob("*.h")}
    for layer, seen in layers.items():
        for path in sorted((TOP / "src" / layer).rglob("*.[ch]")):
            for number, line in lines_of(path):
                match = re.match(r'#include "(.*)"', line)
                if not match:
                    continue
                included = owner.get(Path(match[1]).name)
                if "/" in match[1] or (included and included != layer and included not in seen):
                    report(path, number, f"{layer} may not include {match[1]}: see build-aux/layers.txt")


def check_layers_compile():
    """… and for the compiler"""
    layers = read_layers()
    commands = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    for layer, seen in layers.items():
        own = next((c for c in commands if f"/src/{layer}/" in os.path.normpath(os.path.join(c["directory"], c["file"]))
                    and "_build" not in os.path.relpath(os.path.join(c["directory"], c["file"]), TOP)), None)
        if own is None:
            report(f"src/{layer}/meson.build", 1, "nothing of this layer is compiled")
            continue
        words = shlex.split(own["command"])
        words = words[: words.index("-MD")] + ["-fsyntax-only", "-x", "c", "-"]
        for above in layers:
            headers = sorted((TOP / "src" / above).glob("*.h"))
            if above == layer or not headers:
                continue
            result = run(*words, cwd=own["directory"], input=f'#include "{headers[0].name}"\n')
            found = f"{headers[0].name}: No such file" not in result.stderr
            if found and above not in seen:
                report(f"src/{layer}/meson.build", 1, f"the compiler lets {layer} include {headers[0].name} of {above}")
            if not found and above in seen:
                report(f"src/{layer}/meson.build", 1, f"{layer} should see {headers[0].name} of {above}, and does not")


def main():
    for check in (
        check_c_format, check_blueprint_format, check_blueprint_types, check_spdx, check_whitespace,
        check_potfiles, check_translations, check_metadata, check_icons, check_json, check_flatpak,
        check_scripts, check_cppcheck, check_layers, check_layers_compile,
    ):
        before = findings
        check()
        print(f"{'ok' if findings == before else 'NOT OK'}  {check.__doc__}")
    if findings:
        print(f"{findings} findings.")
    return 1 if findings else 0


sys.exit(main())
