// guildhall-document: makes a tagged PDF of a page of ours. Started by documents::Press only.
//
//   guildhall-document print               reads HTML at descriptor 0, writes the PDF to descriptor 3
//   guildhall-document try-walls WAY       for tests: tries what it must not be able to do
//
// Answers the line `ok` on descriptor 1. It puts walls around itself, then becomes the Python program guildhall-document.py
// that lies beside it; the walls stay: no socket, no further program, no file but what WeasyPrint itself needs, nothing written.

#include "documents/worker/walls.h"

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <string_view>

namespace {

using namespace documents::worker;

std::string script_beside_this_program() {
    char name[4096];
    const auto length = readlink("/proc/self/exe", name, sizeof name - 4);
    if (length <= 0) give_up("no place of its own");
    const std::string path(std::string(name, static_cast<std::size_t>(length)) + ".py");
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) give_up("guildhall-document.py is missing");
    std::string text;
    for (char chunk[4096];;) {
        const auto got = read(file, chunk, sizeof chunk);
        if (got <= 0) break;
        text.append(chunk, static_cast<std::size_t>(got));
    }
    close(file);
    return text;
}

/// Tries to get out, in Python: there the page is read.
std::string attempt(std::string_view way) {
    const std::string done = "print('ok out', flush=True)";
    if (way == "network") return "import socket\nsocket.create_connection(('127.0.0.1', 9))\n" + done;
    if (way == "file") return "open('/etc/passwd').read()\n" + done;
    if (way == "write") return "open('/tmp/guildhall-document-was-here', 'w')\n" + done;
    if (way == "program") return "import os\nos.posix_spawn('/bin/true', ['true'], {})\n" + done;
    if (way == "memory") return "x = bytearray(2 << 30)\n" + done;
    if (way == "time") return "while True: pass";
    if (way == "babble") return "while True: print('x' * 4096)";
    give_up("no such way");
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    std::string script;
    if (what == "print" && argc == 2)
        script = script_beside_this_program();
    else if (what == "try-walls" && argc == 3)
        script = attempt(argv[2]);
    else
        return 2;
    build_walls();
    char name[] = "guildhall-document", no_user[] = "-s", safe_path[] = "-P", no_files[] = "-B", code[] = "-c", locale[] = "LC_ALL=C.UTF-8";
    char* arguments[] = {name, no_user, safe_path, no_files, code, script.data(), nullptr};
    char same_order[] = "PYTHONHASHSEED=0", same_time[] = "SOURCE_DATE_EPOCH=0", utf8[] = "PYTHONUTF8=1";  // the same page gives the same bytes
    char* environment[] = {utf8, locale, same_order, same_time, nullptr};
    execve(python, arguments, environment);
    give_up("Python could not be started");
}
