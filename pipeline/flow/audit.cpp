#include "pipeline/flow/audit.hpp"

#include "pipeline/flow/writing.hpp"

#include <map>
#include <set>
#include <string_view>

namespace docket::flow {

Result<void> anchor(const Tools& tools, AnchorBook& book) {
    DOCKET_TRY(const auto head, tools.record.head());
    DOCKET_TRY(const auto known, book.all());
    if (head.n == 0 || (!known.empty() && known.back().head == head)) return {};
    return book.append({head, tools.clock.now()});
}

namespace {

// What the register says of every subject at one moment, and how far the record goes.
struct Moment {
    review::Head head;
    std::map<std::string, review::Standing> register_says;
};

// Of the batches the record itself says which there are; one that it names and the register lacks is a
// finding.
Result<void> add_batches(const Tools& tools, std::map<std::string, review::Standing>& says) {
    constexpr std::string_view of_batch = "batch:";
    std::set<std::string> named;
    DOCKET_CHECK(tools.record.walk([&](const review::Event& event) -> Result<void> {
        if (event.subject.starts_with(of_batch)) named.insert(event.subject);
        return {};
    }));
    for (const auto& subject : named) {
        const auto batch = tools.batches.load(std::stoll(subject.substr(of_batch.size())));
        if (batch) says[subject].state = name(batch->state);
        if (!batch && batch.error().kind != Kind::not_found) return batch.error();
    }
    return {};
}

// Nobody writes meanwhile, so that acts going on are no findings.
Result<Moment> moment(const Tools& tools) {
    Moment now;
    DOCKET_CHECK(tools.work.transact([&](Transaction&) -> Result<void> {
        DOCKET_TRY(now.head, tools.record.head());
        DOCKET_TRY(const auto arrivals, tools.arrivals.all());
        for (const auto& arrival : arrivals)
            now.register_says[subject_of(arrival)].state = name(arrival.state);
        DOCKET_CHECK(add_batches(tools, now.register_says));
        DOCKET_TRY(const auto cases, tools.cases.all());
        for (const auto& c : cases) now.register_says[subject_of(c)] = review::standing_of(c);
        return {};
    }));
    return now;
}

} // namespace

Result<Audit> verify(const Tools& tools, AnchorBook& book, const std::vector<review::Anchor>& sealed) {
    DOCKET_TRY(auto anchors, book.all());
    anchors.insert(anchors.end(), sealed.begin(), sealed.end());
    DOCKET_TRY(const auto now, moment(tools));
    Audit audit;
    audit.anchors = static_cast<int>(anchors.size());
    review::Verifier verifier(std::move(anchors));
    std::int64_t last = 0;
    Digest at_head;
    DOCKET_CHECK(tools.record.walk([&](const review::Event& event) -> Result<void> {
        if (event.n <= now.head.n) verifier.feed(event); // what came after belongs to later states
        if (event.n == now.head.n) at_head = event.hash;
        last = event.n;
        return {};
    }));
    audit.findings = verifier.finish(now.register_says);
    audit.events = verifier.events();
    DOCKET_TRY(const auto later, tools.record.head());
    if (last < now.head.n || last > later.n || at_head != now.head.hash)
        audit.findings.push_back("the record ends at event " + std::to_string(last) +
                                 ", but the head of the chain names event " + std::to_string(now.head.n) +
                                 ": one of them was changed");
    return audit;
}

} // namespace docket::flow
