// reading_children reader-child|unpack-child ARGUMENTS…
#include "ocr/worker.hpp"
#include "pipeline/intake/unpack_child.hpp"

#include <string>
#include <vector>

int main(int count, char** arguments) {
    const std::vector<std::string> all(arguments + 1, arguments + count);
    const auto rest = std::span(all).subspan(all.empty() ? 0 : 1);
    if (!all.empty() && all[0] == "reader-child") return docket::ocr::reader_child_main(rest);
    if (!all.empty() && all[0] == "unpack-child") return docket::intake::unpack_child_main(rest);
    return 2;
}
