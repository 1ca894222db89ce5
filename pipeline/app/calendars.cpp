#include "pipeline/app/calendars.hpp"

#include "pipeline/app/data_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace docket::app {

Result<review::Calendar> read_calendars() {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry :
         std::filesystem::directory_iterator(share() / "review/deadline/data/calendars", error))
        if (entry.path().extension() == ".csv") files.push_back(entry.path());
    if (error)
        return fail(Kind::not_found, "folder.no_share", share().string() + " 中没有日历数据；请检查安装。");
    std::sort(files.begin(), files.end());
    review::Calendar calendar;
    for (const auto& file : files) {
        DOCKET_TRY(const auto text, read_text(file));
        DOCKET_CHECK(calendar.add(text));
    }
    return calendar;
}

} // namespace docket::app
