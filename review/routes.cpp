#include "review/routes.hpp"

namespace docket::review {

std::string picture_of_routes() {
    std::string out = "| 31 | route | what comes of it | remedy |\n| --- | --- | --- | --- |\n";
    for (const auto& route : routes)
        out += "| " + std::to_string(route.item) + " | " + std::string(route.name) + " | " +
               (route.petition ? "信访处理意见书"
                : route.duty   ? "履职答复"
                               : "告知途径") +
               " | " + std::string(route.remedy) + " |\n";
    return out;
}

} // namespace docket::review
