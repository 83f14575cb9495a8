-- How few of a variant may be ordered, and in what steps: a box of three is ordered by threes.
alter table trade_variant
  add column least_quantity int not null default 1 check (least_quantity > 0),
  add column step_quantity int not null default 1 check (step_quantity > 0),
  add check (least_quantity % step_quantity = 0);

-- A set of food and other things (一体資産): what its food and the rest of it are worth. Its tax class follows from both and
-- from its price.
alter table trade_product
  add column set_food_yen bigint check (set_food_yen >= 0),
  add column set_other_yen bigint check (set_other_yen > 0),
  add check ((set_food_yen is null) = (set_other_yen is null));

-- The pictures behind the first one, in their order.
alter table trade_product add column more_picture_ids uuid[] not null default '{}';
