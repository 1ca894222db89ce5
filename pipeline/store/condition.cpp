#include "pipeline/store/condition.hpp"

#include "pipeline/store/clock_skew.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

#include <system_error>

namespace docket::store {

Result<Condition> condition_of(const StoreSettings& settings) {
    std::error_code error;
    if (settings.server.empty() && !std::filesystem::exists(settings.file, error))
        return fail(Kind::not_found, "store.none",
                    settings.file.string() + " 不存在；请核对数据目录，或从备份恢复。");
    DOCKET_TRY(const auto database, Database::open(settings));
    Condition condition{settings.server.empty() ? "SQLite" : "PostgreSQL", 0,
                        static_cast<int>(migrations().size()), Millis{}};
    DOCKET_TRY(condition.applied, applied_migrations(*database));
    DOCKET_TRY(condition.ahead, clock_ahead(*database));
    return condition;
}

} // namespace docket::store
