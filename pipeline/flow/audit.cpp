#include "pipeline/flow/audit.hpp"

#include "pipeline/flow/writing.hpp"

#include <algorithm>
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

namespace {

// The links of a piece of the chain. An event with a wrong number ends it.
void check_links(const std::vector<review::Event>& events, std::int64_t after, Audit& audit) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& event = events[i];
        const auto at = "event " + std::to_string(event.n);
        if (event.n != after + 1 + static_cast<std::int64_t>(i)) {
            audit.findings.push_back("before " + at + " events are missing");
            return;
        }
        if (i > 0 && event.previous != events[i - 1].hash)
            audit.findings.push_back(at + " does not follow from the event before it");
        if (review::link(event) != event.hash)
            audit.findings.push_back(at + " was changed: its hash does not fit");
    }
}

} // namespace

Result<Audit> verify_tail(const Tools& tools, AnchorBook& book, int most) {
    DOCKET_TRY(const auto anchors, book.all());
    DOCKET_TRY(const auto head, tools.record.head());
    const auto after = std::max<std::int64_t>(0, head.n - most);
    DOCKET_TRY(const auto events, tools.record.since(after, most));
    Audit audit{head.n, static_cast<int>(anchors.size()), {}};
    check_links(events, after, audit);
    const auto hash_of = [&](std::int64_t n) {
        const auto found = std::ranges::find(events, n, &review::Event::n);
        return found == events.end() ? Digest{} : found->hash;
    };
    if (head.n > 0 && hash_of(head.n) != head.hash)
        audit.findings.push_back("the head of the chain names event " + std::to_string(head.n) +
                                 ", which is not there or another one");
    for (const auto& anchor : anchors)
        if (anchor.head.n > after && hash_of(anchor.head.n) != anchor.head.hash)
            audit.findings.push_back("event " + std::to_string(anchor.head.n) +
                                     " is not the one anchored on " + china.text(anchor.at));
    return audit;
}

} // namespace docket::flow
