#include "pipeline/flow/two_sides.hpp"

#include <string>

namespace docket::flow {

namespace {

Failure uneven(int fronts, int backs) {
    return fail(Kind::conflict, "batch.uneven_sides",
                "正面 " + std::to_string(fronts) + " 页、反面 " + std::to_string(backs) +
                    " 页，页数不相等，不能交错合并；请补扫漏页，或按单面处理。");
}

} // namespace

Result<int> fronts_of(const std::vector<int>& pages, std::optional<int> said) {
    if (pages.empty() || pages.size() > 2)
        return fail(Kind::conflict, "batch.sides_files",
                    "正反面分开扫描的，应是先正面后反面两个文件，或合在一个文件里；现有 " +
                        std::to_string(pages.size()) + " 个可用的文件，请补齐，或按单面处理。");
    if (pages.size() == 1 && !said)
        return fail(Kind::conflict, "batch.sides_unsaid",
                    "正反面在同一个文件里，共 " + std::to_string(pages[0]) + " 页，请说明其中正面扫了几页。");
    const int fronts = pages.size() == 2 ? pages[0] : *said;
    const int backs = pages.size() == 2 ? pages[1] : pages[0] - fronts;
    if (fronts != backs || fronts <= 0) return uneven(fronts, backs);
    if (said && *said != fronts)
        return fail(Kind::conflict, "batch.uneven_sides",
                    "您数的正面是 " + std::to_string(*said) + " 页，第一个文件有 " + std::to_string(fronts) +
                        " 页；请核对是否漏扫。");
    return fronts;
}

} // namespace docket::flow
