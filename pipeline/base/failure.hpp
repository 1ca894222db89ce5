// What can go wrong, as a value: a kind that decides what the machine does, a stable dotted code that names
// the case, and a detail for the operator. Free functions and values; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace docket {

enum class Kind { invalid, not_found, conflict, forbidden, exhausted, unavailable, corrupt, internal };

// `code` is stable, dotted and listed in docs/error-codes.md, e.g. "calendar.year_not_published".
// `detail` tells an operator what to do next, in one sentence without a newline.
struct Failure {
    Kind kind{};
    std::string code;
    std::string detail;
};

// What each kind means outside: the HTTP status, the exit code of the program and whether a job is tried
// again. Nothing else in docket looks at Kind to decide one of these.
struct Verdict {
    enum Retry { never, now, later };
    Kind kind;
    int http;
    int exit;
    Retry retry;
};

inline constexpr std::array verdicts{
    // kind                        http exit  retry
    Verdict{Kind::invalid, 400, 3, Verdict::never},   Verdict{Kind::not_found, 404, 5, Verdict::never},
    Verdict{Kind::conflict, 409, 4, Verdict::now},    Verdict{Kind::forbidden, 403, 6, Verdict::never},
    Verdict{Kind::exhausted, 413, 7, Verdict::never}, Verdict{Kind::unavailable, 503, 75, Verdict::later},
    Verdict{Kind::corrupt, 422, 8, Verdict::never},   Verdict{Kind::internal, 500, 70, Verdict::later},
};

constexpr bool verdicts_in_order() {
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        if (static_cast<std::size_t>(verdicts[i].kind) != i) return false;
    return true;
}
static_assert(verdicts_in_order(), "verdicts must list the kinds in the order of enum Kind");

constexpr const Verdict& verdict(Kind kind) { return verdicts[static_cast<std::size_t>(kind)]; }

// The graver of two exit codes when several files were handled (design: 70 75 8 7 3 4 1).
int graver_exit(int a, int b);

std::string_view name(Kind kind);

} // namespace docket
