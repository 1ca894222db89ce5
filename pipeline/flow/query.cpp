#include "pipeline/flow/query.hpp"

#include "pipeline/flow/draft.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

// What is no code is looked for as well, as one that nobody has: how long it takes tells nothing.
Result<std::string> number_under(std::string_view typed, const Tools& tools) {
    const auto code = review::QueryCode::read(typed);
    DOCKET_TRY(auto number, tools.cases.of_query_code(code ? *code : review::QueryCode::drawn(tools.random)));
    if (!code || number.empty())
        return fail(Kind::not_found, "query.no_such_code",
                    "没有查到这个查询码。请对照告知书逐字核对后再试；仍查不到的，请与出具告知书的机关联系。");
    return number;
}

// A number and a date are given with the leader's approval; the document goes out with the act after it.
bool went_out(const review::Round& round) {
    return round.ours && !round.issued_blob.empty() && round.document_date &&
           round.stage != review::Stage::approved;
}

} // namespace

void ensure_query_code(review::Case& c, Random& random) {
    if (!c.query_code) c.query_code = review::QueryCode::drawn(random);
}

Result<std::vector<IssuedDocument>> issued_under(std::string_view code, const Tools& tools) {
    DOCKET_TRY(const auto number, number_under(code, tools));
    DOCKET_TRY(const auto c, tools.cases.load(number));
    std::vector<IssuedDocument> out;
    for (const auto& notice : c.notices)
        if (review::to_petitioner(notice)) out.push_back({notice.title, notice.dated});
    // The head of an opinion names the organ, that of a refusal says which it is.
    for (const auto& round : c.rounds)
        if (went_out(round))
            out.push_back(
                {round.ground.empty() ? std::string(opinion_name(round.level)) : round.document_title,
                 *round.document_date});
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& one, const auto& other) { return one.dated < other.dated; });
    return out;
}

} // namespace docket::flow
