-- Reports ask by day over all buyers; the indexes until now begin with the buyer, the lot, or what is still open.
create index trade_delivery_by_day on trade_delivery (region_id, shipped_on);
create index trade_return_by_day on trade_return (region_id, returned_on);
create index trade_order_by_day on trade_order (region_id, deliver_on);
create index trade_movement_by_day on trade_movement (region_id, moved_on);
