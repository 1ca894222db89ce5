#include "pipeline/app/places.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/backup/blob_carrier.hpp"
#include "pipeline/backup/manifest.hpp"
#include "pipeline/flow/backups.hpp"
#include "pipeline/store/tables.hpp"

#include <iostream>
#include <system_error>

namespace docket::app::verb {

namespace {
using State = backup::Tables::State;

constexpr const char* the_file = "docket.db";

// Where the folder's rows and bytes shall lie.
Result<DataFolder> target_of(const Call& call, const DataFolder& folder) {
    const auto to = call.arguments.text("to");
    if (to.empty() || !call.arguments.rest().empty())
        return usage(
            "docket move --to postgresql://用户@主机/数据库 [--blobs DIR|s3://…] --data DIR，或 --to "
            "docket.db 移回文件");
    auto target = folder;
    target.settings.store = to == the_file ? "" : to;
    if (call.arguments.has("blobs")) target.settings.blobs = call.arguments.text("blobs");
    DOCKET_CHECK(try_blobs(target.settings.blobs));
    return target;
}

Result<void> nobody_else(backup::Tables& source) {
    DOCKET_TRY(const int others, source.others());
    if (others == 0) return {};
    return fail(Kind::conflict, "folder.in_use",
                "还有 " + std::to_string(others) +
                    " 个 docket 连着原来的数据库；请停下各台机器上的 docket 后再搬移。");
}

// Carried over with everything else. An attempt that is begun again was noted with the first.
Result<void> note_once(const DataFolder& from, backup::Tables& target, const std::string& to) {
    DOCKET_TRY(const auto state, target.state());
    DOCKET_TRY(const auto store, store::open_store(store_of(from)));
    if (state != State::empty) return {};
    return store->work.transact(
        [&](Transaction& tx) { return flow::note_move(tx, store->record, to, from.clock->now()); });
}

// How many are lost at the source.
Result<std::int64_t> carry_blobs(const DataFolder& from, const DataFolder& to, backup::Rows& rows) {
    if (from.blobs() == to.blobs()) return std::int64_t{0};
    DOCKET_TRY(const auto source, open_blobs(from));
    DOCKET_TRY(const auto target, open_blobs(to));
    backup::BlobCarrier carrier(*source, *target);
    DOCKET_CHECK(backup::each_name(
        rows, [&](const backup::Name& name, const backup::Table&, const backup::Row&) -> Result<void> {
            DOCKET_CHECK(carrier.carry(name));
            return {};
        }));
    std::cout << "原件和文书：写入 " << carrier.copied() << " 份，已在 " << carrier.there() << " 处\n";
    tell_lost(carrier.told(), carrier.lost());
    return carrier.lost();
}

// From here on the target counts. Of the source only a mark says so; its rows stay.
Result<void> switch_over(const DataFolder& to, backup::Tables& source) {
    DOCKET_CHECK(write_settings(to.configuration(), to.settings));
    return source.moved(to.settings.store.empty() ? the_file : to.settings.store);
}

void tell_what_next(const DataFolder& from, const DataFolder& to) {
    std::cout << "已移到 " << (to.settings.store.empty() ? the_file : to.settings.store)
              << "，docket.properties 已改。接下来：docket ledger 和 docket audit verify 核对，再启动 docket "
                 "serve；\n"
              << "其他机器用 docket init --store … --blobs … 加入。原来的"
              << (from.settings.store.empty() ? "数据库文件 docket.db" : "数据库")
              << "不再打开，只作留存，核对无误并有一次新备份后可以删去。\n";
}

// The one before stopped between the switch and its mark.
Result<int> there_already(const DataFolder& folder) {
    std::error_code error;
    if (folder.settings.store.empty() || !std::filesystem::exists(folder.database(), error))
        return fail(Kind::conflict, "move.same_place", "数据已在那里，未作任何改动。");
    DOCKET_TRY(const auto old, store::open_tables({.file = folder.database()}));
    DOCKET_TRY(const auto state, old->state());
    if (state != State::in_use)
        return fail(Kind::conflict, "move.same_place", "数据已在那里，未作任何改动。");
    DOCKET_CHECK(old->moved(folder.settings.store));
    std::cout << "上次的搬移已经完成，旧的数据库文件已标明不再使用。\n";
    return 0;
}

} // namespace

Result<int> move(const Call& call) {
    DOCKET_TRY(const auto from, data_folder(call.arguments));
    DOCKET_TRY(const auto to, target_of(call, from));
    DOCKET_TRY(const auto alone, have_folder_alone(from));
    if (to.settings.store == from.settings.store) return there_already(from);
    DOCKET_TRY(const auto target, store::open_tables(store_of(to)));
    DOCKET_CHECK(note_once(from, *target, call.arguments.text("to")));
    DOCKET_TRY(const auto source, store::open_tables(store_of(from)));
    DOCKET_CHECK(nobody_else(*source));
    std::int64_t lost = 0;
    {
        DOCKET_TRY(const auto rows, source->rows());
        DOCKET_TRY(lost, carry_blobs(from, to, *rows));
        DOCKET_CHECK(
            backup::carry(*rows, *target, backup::origin_of(from.installation),
                          [](const backup::TableDone& table) { std::cout << line_of(table) << std::endl; }));
    }
    DOCKET_CHECK(nobody_else(*source));
    DOCKET_CHECK(switch_over(to, *source));
    tell_what_next(from, to);
    return lost == 0 ? 0 : 1;
}

} // namespace docket::app::verb
