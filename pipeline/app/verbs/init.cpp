#include "pipeline/app/directory_import.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"

#include <iostream>

namespace docket::app::verb {

Result<int> init(const Call& call) {
    const auto root = call.arguments.text("data");
    if (root.empty()) return usage("请用 --data DIR 指明要建立的数据目录。");
    const bool demo = call.arguments.has("demo");
    const std::filesystem::path office =
        call.arguments.text("office", (share() / "pipeline/config/haicang").string());
    DOCKET_TRY(const auto folder, DataFolder::create(root, demo, office));
    DOCKET_TRY(const auto house, House::open(folder, {call.program, 0, "auto", ""}));
    const auto& tools = house->tools();
    DOCKET_TRY(const auto organs, read_text(folder.office() / "organs.json"));
    DOCKET_TRY(const auto graph, json::parse(organs));
    DOCKET_TRY(const int known, import_organs(graph, tools));
    std::cout << "已建立 " << root << "：" << tools.office.name << "，机关 " << known << " 个";
    if (demo) {
        DOCKET_TRY(const auto people, read_text(folder.office() / "demo-people.json"));
        DOCKET_TRY(const auto list, json::parse(people));
        DOCKET_TRY(const int imported, import_people(list, tools));
        std::cout << "，演示人员 " << imported << " 名，演示日期 " << iso(demo_date);
    }
    std::cout << '\n';
    DOCKET_CHECK(flow::anchor(tools, house->anchors()));
    return 0;
}

} // namespace docket::app::verb
