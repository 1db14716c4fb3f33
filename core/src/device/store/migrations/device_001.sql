-- The signed-out state: what the app knows before it knows who holds it.

create table setting (
    name text not null,
    value blob not null,
    constraint setting_key primary key (name)
);
