#include "pipeline/app/directory_import.hpp"
#include "pipeline/app/places.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/store/store.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

// The installation that the named store holds already: this host joins it.
Result<std::optional<flow::Installation>> there_already(const Settings& settings) {
    if (settings.store.empty()) return std::optional<flow::Installation>();
    DOCKET_TRY(const auto store, store::open_store({.server = settings.store}));
    return store->installations.here();
}

Result<void> furnish(const DataFolder& folder, const House& house, const std::string& root) {
    const auto& tools = house.tools();
    DOCKET_TRY(const auto organs, read_text(folder.office() / "organs.json"));
    DOCKET_TRY(const auto graph, json::parse(organs));
    DOCKET_TRY(const int known, import_organs(graph, tools));
    std::cout << "已建立 " << root << "：" << tools.office.name << "，机关 " << known << " 个";
    if (folder.demo()) {
        DOCKET_TRY(const auto people, read_text(folder.office() / "demo-people.json"));
        DOCKET_TRY(const auto list, json::parse(people));
        DOCKET_TRY(const int imported, import_people(list, tools));
        std::cout << "，演示人员 " << imported << " 名，演示日期 " << iso(demo_date);
    }
    std::cout << '\n';
    return {};
}

} // namespace

Result<int> init(const Call& call) {
    const auto root = call.arguments.text("data");
    if (root.empty()) return usage("请用 --data DIR 指明要建立的数据目录。");
    const bool demo = call.arguments.has("demo");
    const std::filesystem::path office =
        call.arguments.text("office", (share() / "pipeline/config/haicang").string());
    const Settings settings{.store = call.arguments.text("store"), .blobs = call.arguments.text("blobs")};
    if (settings.blobs.empty() && !settings.store.empty())
        return usage("用 --store 时也要用 --blobs 指明各台机器都能到的原件存放处（文件夹或 s3://…）。");
    DOCKET_CHECK(try_blobs(settings.blobs));
    DOCKET_TRY(const auto joined, there_already(settings));
    if (joined && joined->demo != demo)
        return fail(Kind::conflict, "folder.other_store",
                    demo ? "这个数据库属于正式的安装，不能作演示目录。"
                         : "这个数据库属于演示目录，加入时须加 --demo。");
    DOCKET_TRY(const auto folder,
               DataFolder::create(root, joined.value_or(flow::Installation{demo, SystemClock{}.now()}),
                                  settings, office));
    DOCKET_TRY(const auto house, House::open(folder, {call.program, 0, "auto", ""}));
    if (joined) {
        std::cout << "已建立 " << root << "，加入数据库中已有的安装：" << house->tools().office.name << '\n';
        return 0;
    }
    DOCKET_CHECK(furnish(folder, *house, root));
    DOCKET_CHECK(flow::anchor(house->tools(), house->anchors()));
    return 0;
}

} // namespace docket::app::verb
