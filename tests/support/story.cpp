#include "tests/support/story.hpp"

#include <stdexcept>

namespace docket::testing {

using review::Act;
using review::Stage;

Result<flow::ActReceipt> next_act(House& house, const std::string& number, const std::string& lawyer) {
    const auto c = house.load(number);
    const auto& round = c.current();
    switch (round.stage) {
    case Stage::registered:
        return house.act(number, Act::accept, "clerk-1",
                         round.level == review::Level::re_review
                             ? json::Object{{"handling", json::Object{{"organ_code", "market-xinyang"},
                                                                      {"number", "新市监信访〔2026〕2号"},
                                                                      {"date", "2026-03-10"}}}}
                             : json::Object{});
    case Stage::accepted: return house.act(number, Act::draft, "clerk-1", opinion());
    case Stage::drafted: return house.act(number, Act::submit, "clerk-1");
    case Stage::at_counsel: {
        queue::JobFilter held;
        held.state = queue::State::leased;
        held.queue = "counsel";
        held.subject = "case:" + number;
        const auto tasks = house.store().jobs_desk.list(held).value();
        if (tasks.empty() || tasks.front().owner != lawyer)
            return house.act(number, Act::claim, lawyer, declared());
        return house.act(number, Act::sign_off, lawyer, named(round.draft_text));
    }
    case Stage::signed_off: return house.act(number, Act::approve, "leader-1", named(round.draft_text));
    case Stage::approved: return house.act(number, Act::issue, "clerk-1");
    case Stage::issued:
        return house.act(number, Act::serve, "clerk-1", served_on(iso(house.tools().today())));
    case Stage::declined:
        if (!round.issued_blob.empty() && !round.service)
            return house.act(number, Act::serve, "clerk-1", served_on(iso(house.tools().today())));
        return house.act(number, Act::close, "clerk-1");
    case Stage::served:
    case Stage::concluded:
    case Stage::elsewhere:
    case Stage::answered:
    case Stage::transferred: return house.act(number, Act::close, "clerk-1");
    case Stage::archived: break;
    }
    return fail(Kind::conflict, "story.ended", "the case is archived");
}

void carry(House& house, const std::string& number, Stage last, const std::string& lawyer) {
    while (house.load(number).current().stage != last) {
        const auto stage = house.load(number).current().stage;
        if (stage == Stage::issued || stage == Stage::declined) house.work();
        if (const auto done = next_act(house, number, lawyer); !done)
            throw std::runtime_error(done.error().code + ": " + done.error().detail);
    }
}

std::string code_of(const Result<flow::ActReceipt>& done) { return done ? "done" : done.error().code; }

} // namespace docket::testing
