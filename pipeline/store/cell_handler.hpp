// Lets Poco::Data bind and extract a Cell. Private to dialect_sqlite.cpp. A Cell is bound as what it holds at
// that moment; it is extracted as what the default holds, and becomes NULL where the column is NULL.
#pragma once

#include "pipeline/store/column.hpp"

#include <Poco/Data/AbstractBinder.h>
#include <Poco/Data/AbstractExtractor.h>
#include <Poco/Data/AbstractPreparator.h>
#include <Poco/Data/TypeHandler.h>

namespace Poco::Data {

template <> class TypeHandler<docket::store::Cell> {
    using Cell = docket::store::Cell;

  public:
    static std::size_t size() { return 1; }

    static void bind(std::size_t pos, const Cell& cell, AbstractBinder::Ptr binder,
                     AbstractBinder::Direction direction) {
        if (const auto* number = std::get_if<std::int64_t>(&cell))
            binder->bind(pos, static_cast<Poco::Int64>(*number), direction);
        else if (const auto* real = std::get_if<double>(&cell))
            binder->bind(pos, *real, direction);
        else if (const auto* text = std::get_if<std::string>(&cell))
            binder->bind(pos, *text, direction);
        else
            binder->bind(pos, Keywords::null, direction);
    }

    static void prepare(std::size_t pos, const Cell& cell, AbstractPreparator::Ptr preparator) {
        if (std::holds_alternative<std::int64_t>(cell))
            preparator->prepare(pos, Poco::Int64{});
        else if (std::holds_alternative<double>(cell))
            preparator->prepare(pos, double{});
        else
            preparator->prepare(pos, std::string{});
    }

    static void extract(std::size_t pos, Cell& cell, const Cell& shape, AbstractExtractor::Ptr extractor) {
        if (std::holds_alternative<std::int64_t>(shape))
            take<Poco::Int64, std::int64_t>(pos, cell, extractor);
        else if (std::holds_alternative<double>(shape))
            take<double, double>(pos, cell, extractor);
        else
            take<std::string, std::string>(pos, cell, extractor);
    }

  private:
    template <class Theirs, class Ours>
    static void take(std::size_t pos, Cell& cell, AbstractExtractor::Ptr& extractor) {
        Theirs value{};
        if (extractor->extract(pos, value))
            cell = static_cast<Ours>(std::move(value));
        else
            cell = std::monostate{};
    }
};

} // namespace Poco::Data
