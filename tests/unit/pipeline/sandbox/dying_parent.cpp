// Starts a child that would sleep for minutes, prints its process id and dies without a word to it.
#include "pipeline/sandbox/child.hpp"

#include <cstdio>
#include <cstdlib>

int main() {
    auto child = docket::sandbox::Child::start({{"sleep", "300"}}, {});
    if (!child) return EXIT_FAILURE;
    std::printf("%d\n", static_cast<int>(child->id()));
    std::fflush(stdout);
    std::_Exit(EXIT_SUCCESS);
}
