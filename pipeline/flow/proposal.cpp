#include "pipeline/flow/proposal.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

json::Array texts(const std::vector<std::string>& all) {
    json::Array out;
    for (const auto& one : all) out.emplace_back(one);
    return out;
}

// The page that lay behind this one when the suggestion was made; 0 behind the last.
std::int64_t follower(const Proposal& proposal, std::int64_t page) {
    bool next = false;
    for (const auto& pile : proposal.letters)
        for (const auto& sheet : pile) {
            if (next) return sheet.page;
            next = sheet.page == page;
        }
    return 0;
}

bool beside(const Arrangement& all, std::int64_t page, std::int64_t next) {
    for (const auto& pile : all.letters)
        for (std::size_t i = 0; i + 1 < pile.size(); ++i)
            if (pile[i].page == page) return pile[i + 1].page == next;
    return false;
}

} // namespace

json::Value to_json(const Proposal& proposal) {
    json::Array suggestions, labels;
    for (const auto& one : proposal.suggestions)
        suggestions.emplace_back(json::Object{
            {"id", one.id}, {"after", one.after}, {"sure", one.sure}, {"reasons", texts(one.reasons)}});
    for (const auto& [page, label] : proposal.labels)
        labels.emplace_back(json::Object{{"page", page}, {"label", label}});
    return json::Object{{"v", 1},
                        {"letters", to_json(proposal.letters)},
                        {"suggestions", std::move(suggestions)},
                        {"labels", std::move(labels)},
                        {"notes", texts(proposal.notes)}};
}

Result<Proposal> proposal_of(const json::Value& value) {
    Proposal out;
    DOCKET_TRY(out.letters, piles_of(value.at("letters")));
    for (const auto& one : value.array_at("suggestions"))
        out.suggestions.push_back(
            {one.text_at("id"), one.int_at("after"), one.bool_at("sure"), one.texts_at("reasons")});
    for (const auto& one : value.array_at("labels")) out.labels[one.int_at("page")] = one.text_at("label");
    out.notes = value.texts_at("notes");
    return out;
}

Result<Arrangement> arranged(const Proposal& proposal, const std::vector<Step>& steps, int applied) {
    Arrangement out{proposal.letters, {}};
    for (const auto& step : steps) {
        if (applied-- <= 0) break;
        for (const auto& operation : step.operations) {
            DOCKET_TRY(out, apply(std::move(out), operation));
        }
    }
    return out;
}

std::vector<Suggestion> undecided(const Proposal& proposal, const Arrangement& arrangement) {
    std::vector<Suggestion> out;
    for (const auto& one : proposal.suggestions)
        if (!one.sure && !arrangement.dismissed.contains(one.id) &&
            beside(arrangement, one.after, follower(proposal, one.after)))
            out.push_back(one);
    return out;
}

} // namespace docket::flow
