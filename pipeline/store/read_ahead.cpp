#include "pipeline/store/read_ahead.hpp"

#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace docket::store {

namespace {
struct OnDisk { // a table, an index, or the long values of a table
    std::int64_t id = 0, blocks = 0;
    std::string to;
};
} // namespace

template <> struct Fields<OnDisk> {
    static auto of(auto& lies) { return std::tie(lies.id, lies.blocks, lies.to); }
};

Result<std::uint64_t> read_ahead(Database& database, Millis most) {
    using Watch = std::chrono::steady_clock;
    constexpr std::int64_t a_piece = 4096; // blocks: 32 MB
    const auto until = Watch::now() + most;
    const auto& catalogue = database.dialect().catalogue();
    if (catalogue.on_disk.empty()) return std::uint64_t{0};
    return reading(database, [&](Session& session) -> Result<std::uint64_t> {
        DOCKET_TRY(const auto all, Query(session, catalogue.on_disk).rows<OnDisk>());
        std::int64_t sum = 0;
        for (const auto& lies : all)
            for (std::int64_t from = 0; from < lies.blocks; from += a_piece) {
                if (Watch::now() >= until) return static_cast<std::uint64_t>(sum);
                const auto to = std::min(from + a_piece, lies.blocks) - 1;
                DOCKET_TRY(
                    const auto read,
                    Query(session, catalogue.read_blocks, lies.id, lies.to, from, to).one<std::int64_t>());
                sum += read;
            }
        return static_cast<std::uint64_t>(sum);
    });
}

} // namespace docket::store
