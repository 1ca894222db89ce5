#include "pipeline/app/places.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/backup/restore.hpp"
#include "pipeline/backup/take.hpp"
#include "pipeline/flow/backups.hpp"
#include "pipeline/store/tables.hpp"

#include <charconv>
#include <iostream>

namespace docket::app::verb {

namespace {

constexpr int most_kept = 10'000;

// A number of at least 1; 0 where the option is not given.
Result<int> number_of(const Call& call, const char* option) {
    const auto text = call.arguments.text(option);
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() && !call.arguments.has(option)) return 0;
    if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most_kept)
        return usage("--" + std::string(option) + " 须是 1 到 " + std::to_string(most_kept) + " 的整数。");
    return number;
}

backup::FolderParts parts_of(const DataFolder& folder) {
    return {folder.root,
            {"anchors.log", "docket.json", "office"},
            folder.issued(),
            text_of(folder.settings, Secrets::left_out)};
}

// A full disk is that of the depot: what is kept of earlier backups is whole.
Failure told(const Failure& failure, const std::string& place) {
    if (failure.code != "blob.no_room") return failure;
    return fail(Kind::exhausted, "backup.no_room",
                place + " 所在的磁盘已满，这次备份没有完成，以前的备份完好；请腾出空间或用 --keep "
                        "减少保留份数后重新运行。");
}

Result<void> note(const House& house, const backup::Taken& taken, const std::string& place) {
    const auto& tools = house.tools();
    flow::BackupTaken said;
    said.number = taken.manifest.number;
    said.place = place;
    said.manifest = taken.digest;
    said.events = taken.manifest.events;
    said.rows = taken.rows;
    said.blobs = taken.blobs;
    said.missing = taken.manifest.lost;
    said.at = tools.clock.now();
    return tools.work.transact([&](Transaction& tx) { return flow::note_backup(tx, tools.record, said); });
}

Result<int> list(const std::string& place) {
    DOCKET_TRY(auto depot, backup::Depot::to_read(place));
    DOCKET_TRY(const auto numbers, depot.numbers());
    for (const int number : numbers) {
        const auto manifest = depot.manifest(number);
        std::cout << "第 " << number << " 次  ";
        if (manifest)
            std::cout << china.text(manifest->taken) << "  操作记录到第 " << manifest->events << " 条\n";
        else
            std::cout << manifest.error().detail << '\n';
    }
    return 0;
}

Result<int> check(const Call& call, const std::string& place) {
    DOCKET_TRY(auto depot, backup::Depot::to_read(place));
    DOCKET_TRY(const int wanted, number_of(call, "at"));
    DOCKET_TRY(const auto manifest, depot.at(wanted));
    DOCKET_TRY(const auto sound, backup::check(depot, manifest, [](const backup::TableDone& table) {
                   std::cout << line_of(table) << std::endl;
               }));
    std::cout << "第 " << manifest.number << " 次备份完好：原件、文书和文件 " << sound.there
              << " 处已逐一核对\n";
    return 0;
}

void tell(const backup::Taken& taken) {
    const auto& manifest = taken.manifest;
    std::cout << "第 " << manifest.number << " 次备份已完成：" << manifest.tables.size() << " 张表 "
              << taken.rows << " 行，原件和文书 " << taken.blobs << " 处（新写 " << taken.copied
              << " 份），文件 " << taken.files << " 个，操作记录到第 " << manifest.events << " 条；清单 "
              << taken.digest.hex() << '\n';
    tell_lost(manifest.missing, manifest.lost);
}

} // namespace

Result<int> backup(const Call& call) {
    if (call.arguments.rest().size() != 1) return usage("docket backup DIR --data DIR [--keep N]");
    const auto& place = call.arguments.rest().front();
    if (call.arguments.has("list")) return list(place);
    if (call.arguments.has("check")) return check(call, place);
    DOCKET_TRY(const int keep, number_of(call, "keep"));
    DOCKET_TRY(const auto house, open_house(call));
    const auto& folder = house->folder();
    DOCKET_TRY(auto depot, backup::Depot::to_add(place, folder.installation));
    DOCKET_TRY(const auto tables, store::open_tables(store_of(folder)));
    const backup::Source source{*tables,        house->tools().blobs, parts_of(folder), folder.installation,
                                DOCKET_VERSION, *folder.clock};
    const auto taken = backup::take(source, depot, {});
    if (!taken) return told(taken.error(), place);
    DOCKET_CHECK(note(*house, *taken, place));
    DOCKET_CHECK(flow::anchor(house->tools(), house->anchors()));
    tell(*taken);
    if (keep > 0) {
        DOCKET_TRY(const auto gone, depot.keep_newest(static_cast<std::size_t>(keep)));
        std::cout << "只留最近 " << keep << " 次：去掉备份 " << gone.backups << " 次、不再用到的内容 "
                  << gone.blobs << " 份\n";
    }
    return taken->manifest.lost == 0 ? 0 : 1;
}

} // namespace docket::app::verb
