/**
 * For questions in SQL: what must be the same of goods that are sold as one (共同の品), as one text: size, unit of price, rate of
 * tax, and how they are counted. Of a variant `v` of a product `p`.
 */
export const alikeColumn = `concat_ws(' ', v.base_quantity, v.priced_by, p.tax_class, p.base_kind,
  case when p.base_kind = 'count' then p.base_unit end)`
