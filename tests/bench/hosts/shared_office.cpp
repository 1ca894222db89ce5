#include "tests/bench/hosts/shared_office.hpp"

#include <array>
#include <stdexcept>

namespace docket::testing {

namespace {

// Each counts what may not be.
struct Rule {
    const char* says;
    const char* counts;
};
constexpr std::array rules{
    Rule{"pages that were not read", "count(*) FROM page WHERE reading = ''"},
    Rule{"pages whose reading was stored more or less than once",
         "count(*) FROM page p WHERE (SELECT count(*) FROM job j WHERE j.kind = 'page.read' AND j.state = "
         "'done' "
         "AND j.dedup_key LIKE '%/' || CAST(p.id AS TEXT)) <> 1"},
    Rule{"letters that were not understood exactly once",
         "count(*) FROM arrival a WHERE a.pages_opened > 0 AND a.state <> 'duplicate' AND (SELECT count(*) "
         "FROM "
         "job j WHERE j.kind = 'letter.understand' AND j.subject = 'arrival:' || CAST(a.id AS TEXT)) <> 1"},
    Rule{"letters that are still in progress", "count(*) FROM arrival WHERE state = 'in_progress'"},
    Rule{"registered letters without exactly one case",
         "count(*) FROM arrival a WHERE a.state = 'registered' AND (SELECT count(*) FROM case_file c WHERE "
         "c.arrival = a.id) <> 1"},
    Rule{"cases of no registered letter", "count(*) FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM arrival "
                                          "a WHERE a.id = c.arrival AND a.state = "
                                          "'registered')"},
    Rule{"gaps in the numbers of a series", "count(*) FROM (SELECT series, year FROM number_taken GROUP BY "
                                            "series, year HAVING max(n) <> count(*)) AS "
                                            "g"},
    Rule{"jobs that are dead", "count(*) FROM job WHERE state = 'dead'"},
    Rule{"acts of the machine that stand twice in the record",
         "count(*) FROM (SELECT subject, act FROM event WHERE actor = 'system' GROUP BY subject, act HAVING "
         "count(*) > 1) AS d"},
    Rule{"events that do not follow from the one before",
         "count(*) FROM event e WHERE e.n > 1 AND NOT EXISTS (SELECT 1 FROM event b WHERE b.n = e.n - 1 AND "
         "b.hash "
         "= e.previous)"},
    Rule{"events missing from the record",
         "COALESCE(max(n), 0) - count(*) + (SELECT h.n FROM event_head h) - COALESCE(max(n), 0) FROM event"},
};

} // namespace

SharedOffice::SharedOffice(PostgresServer& server, int hosts, const std::string& network)
    : address_(server.new_database()) {
    auto store = address_;
    if (!network.empty()) {
        const auto begin = store.find("@/") + 2;
        store = "postgresql://docket@" + network + "/" + store.substr(begin, store.find('?') - begin);
    }
    for (int n = 0; n < hosts; ++n)
        hosts_.push_back(
            std::make_unique<DemoHouse>(folder_.path() / ("host" + std::to_string(n)),
                                        Words{"--store", store, "--blobs", folder_.path() / "originals"}));
}

void SharedOffice::take_in(const Words& files) {
    Words intake{"intake"};
    intake.insert(intake.end(), files.begin(), files.end());
    const auto done = hosts_.front()->docket(intake);
    if (done.exit != 0) throw std::runtime_error("intake: " + done.out + done.err);
}

Words SharedOffice::worker(int host, const Words& more) const {
    Words words{"work"};
    words.insert(words.end(), more.begin(), more.end());
    return hosts_.at(static_cast<std::size_t>(host))->command(words);
}

std::int64_t SharedOffice::count(const std::string& what) const {
    return std::stoll(PostgresServer::ask(address_, "SELECT " + what));
}

bool SharedOffice::idle() const {
    return count("count(*) FROM job WHERE state IN ('ready', 'leased') AND queue <> 'counsel'") == 0;
}

std::vector<std::string> SharedOffice::faults() const {
    std::vector<std::string> out;
    for (const auto& rule : rules)
        if (const auto found = count(rule.counts); found != 0)
            out.push_back(std::to_string(found) + " " + rule.says);
    for (const auto& proof : {Words{"ledger"}, Words{"audit", "verify"}})
        if (const auto said = hosts_.front()->docket(proof); said.exit != 0)
            out.push_back(proof.front() + ": " + said.out + said.err);
    return out;
}

} // namespace docket::testing
