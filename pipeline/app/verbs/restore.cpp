#include "pipeline/backup/restore.hpp"

#include "pipeline/app/places.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/backup/file_list.hpp"
#include "pipeline/store/tables.hpp"

#include <array>
#include <charconv>
#include <iostream>
#include <system_error>

namespace docket::app::verb {

namespace {
namespace fs = std::filesystem;

constexpr const char* installation_file = "docket.json";
constexpr const char* settings_file = "docket.properties";

// What a restore was told, so that a second attempt is one of the same.
struct Order {
    fs::path depot, root;
    backup::Manifest manifest;
    std::string manifest_digest;
    Settings settings;
};

// What the office had set.
Result<Settings> settings_kept(backup::Depot& depot, const backup::Manifest& manifest) {
    Settings settings;
    DOCKET_CHECK(
        backup::each_file(depot.blobs(), manifest, [&](const backup::KeptFile& file) -> Result<void> {
            if (file.path != settings_file) return {};
            DOCKET_TRY(const auto path, depot.blobs().path(file.digest));
            DOCKET_TRY(settings, read_settings(path));
            return {};
        }));
    return settings;
}

Result<Order> order_of(const Call& call, backup::Depot& depot) {
    Order order;
    order.depot = depot.folder();
    order.root = call.arguments.text("data");
    if (order.root.empty()) return usage("请用 --data DIR 指明要恢复到的新目录。");
    int number = 0;
    if (const auto text = call.arguments.text("at"); call.arguments.has("at")) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || number < 1)
            return usage("--at 后写第几次备份；docket backup DIR --list 列出全部。");
    }
    DOCKET_TRY(order.manifest, depot.at(number));
    order.manifest_digest = sha256(backup::to_text(order.manifest)).hex();
    DOCKET_TRY(order.settings, settings_kept(depot, order.manifest));
    order.settings.store = call.arguments.text("store");
    order.settings.issued.clear(); // it may be the shelf of an office at work
    order.settings.blobs = call.arguments.text("blobs");
    if (order.settings.blobs.empty() && !order.settings.store.empty())
        return usage("用 --store 时也要用 --blobs DIR 指明各台机器都能到的原件文件夹。");
    return order;
}

// Empty, or half restored from this very backup.
Result<void> begin(const Order& order) {
    const auto mark = order.root / restoring_mark;
    std::error_code error;
    if (fs::exists(mark, error)) {
        DOCKET_TRY(const auto text, read_text(mark));
        const auto said = json::parse(text);
        if (said && said->text_at("manifest") == order.manifest_digest) return {};
        return fail(Kind::conflict, "restore.other_backup",
                    order.root.string() + " 中是另一次备份恢复了一半的内容；请换一个空目录。");
    }
    if (fs::exists(order.root, error) && !fs::is_empty(order.root, error))
        return fail(Kind::conflict, "folder.not_empty", order.root.string() + " 不是空目录，未作任何改动。");
    fs::create_directories(order.root, error);
    if (error)
        return fail(Kind::unavailable, "folder.unwritable", order.root.string() + "：" + error.message());
    return files::write_whole(mark, json::dump(json::Object{{"from", order.depot.string()},
                                                            {"number", order.manifest.number},
                                                            {"manifest", order.manifest_digest}},
                                               2) +
                                        '\n');
}

Result<void> bring_rows(const Order& order, const DataFolder& folder, backup::Depot& depot) {
    DOCKET_TRY(const auto tables, store::open_tables(store_of(folder)));
    return backup::restore_rows(depot, order.manifest, *tables, [](const backup::TableDone& table) {
        std::cout << line_of(table) << std::endl;
    });
}

Result<void> bring_bytes(const Order& order, const DataFolder& folder, backup::Depot& depot) {
    DOCKET_TRY(const auto blobs, open_blobs(folder));
    DOCKET_TRY(const auto back, backup::restore_blobs(depot, order.manifest, *blobs));
    DOCKET_TRY(const auto files,
               backup::restore_files(depot, order.manifest, order.root, [](const std::string& path) {
                   return path == installation_file || path == settings_file;
               }));
    std::cout << "原件和文书：写入 " << back.copied << " 份，已在 " << back.there << " 处；文件 " << files
              << " 个\n";
    tell_lost(order.manifest.missing, order.manifest.lost);
    return {};
}

// What makes it a data folder comes last.
Result<void> finish(const Order& order, const DataFolder& folder) {
    std::error_code error;
    for (const auto& part : {folder.issued(), folder.scratch()}) fs::create_directories(part, error);
    if (order.settings != Settings{}) DOCKET_CHECK(write_settings(folder.configuration(), order.settings));
    auto mark = backup::to_json(order.manifest.installation);
    mark.object()->set("docket", 1);
    DOCKET_CHECK(files::write_whole(order.root / installation_file, json::dump(mark, 2) + '\n'));
    if (!error) fs::remove(order.root / restoring_mark, error);
    if (error)
        return fail(Kind::unavailable, "folder.unwritable", order.root.string() + "：" + error.message());
    return {};
}

// By the verbs themselves, as anybody may run them again.
Result<int> prove(const Order& order, const Call& call) {
    constexpr std::array options{Option{"data", "DIR", ""}};
    const std::vector<std::string> of_ledger{"--data", order.root.string()},
        of_audit{"verify", "--data", order.root.string()};
    DOCKET_TRY(const auto balance, Arguments::parse(of_ledger, options));
    DOCKET_TRY(const auto chain, Arguments::parse(of_audit, options));
    DOCKET_TRY(const int books, ledger({balance, of_ledger, call.program}));
    DOCKET_TRY(const int record, audit({chain, of_audit, call.program}));
    return std::max(books, record);
}

} // namespace

Result<int> restore(const Call& call) {
    if (call.arguments.rest().size() != 1) return usage("docket restore DIR --data NEW [--at N]");
    DOCKET_TRY(auto depot, backup::Depot::to_read(call.arguments.rest().front()));
    DOCKET_TRY(const auto order, order_of(call, depot));
    DOCKET_CHECK(begin(order));
    const DataFolder folder{order.root, order.manifest.installation, order.settings, nullptr};
    DOCKET_CHECK(bring_rows(order, folder, depot));
    DOCKET_CHECK(bring_bytes(order, folder, depot));
    DOCKET_CHECK(finish(order, folder));
    std::cout << "已把第 " << order.manifest.number << " 次备份（" << china.text(order.manifest.taken)
              << "）恢复到 " << order.root.string() << "，核对如下：\n";
    DOCKET_TRY(const int proof, prove(order, call));
    std::cout << "这里与原来的是同一次安装：两处不可同时办理工作，否则编号和操作记录会各走各的。\n";
    return proof;
}

} // namespace docket::app::verb
