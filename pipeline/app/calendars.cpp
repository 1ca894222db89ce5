#include "pipeline/app/calendars.hpp"

#include "pipeline/app/data_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace docket::app {

Result<std::map<int, std::string>> shipped_years() {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry :
         std::filesystem::directory_iterator(share() / "review/deadline/data/calendars", error))
        if (entry.path().extension() == ".csv") files.push_back(entry.path());
    if (error)
        return fail(Kind::not_found, "folder.no_share", share().string() + " 中没有日历数据；请检查安装。");
    std::map<int, std::string> out;
    for (const auto& file : files) {
        DOCKET_TRY(auto text, read_text(file));
        DOCKET_TRY(const auto year, review::parse_year(text));
        out[year.year] = std::move(text);
    }
    return out;
}

Result<review::Calendar> read_calendars() {
    DOCKET_TRY(const auto years, shipped_years());
    review::Calendar calendar;
    for (const auto& [year, text] : years) DOCKET_CHECK(calendar.add(text));
    return calendar;
}

} // namespace docket::app
