using Mono.Cecil;

namespace GenNet.Architecture.Tests;

/// <summary>The rooms of an assembly, and which of them depends on which.</summary>
internal sealed class Rooms
{
    private readonly ModuleDefinition _module;
    private readonly IReadOnlyDictionary<int, IReadOnlySet<string>> _rooms;

    private Rooms(string assembly, Func<string, string?> roomOf)
    {
        _module = ModuleDefinition.ReadModule(assembly);
        _rooms = SourceRooms.Of(assembly, roomOf);
    }

    /// <summary>The rooms of an assembly that lies beside the tests.</summary>
    public static Rooms Of(string assembly, Func<string, string?> roomOf) => new(Path.Combine(AppContext.BaseDirectory, assembly), roomOf);

    /// <summary>Types that are written in several rooms.</summary>
    public IEnumerable<string> TypesOfSeveralRooms() =>
        OutermostTypes().Where(type => RoomsOf(type).Count() > 1).Select(type => $"{type.FullName} is in {string.Join(" and ", RoomsOf(type).Order())}");

    /// <summary>Names of all rooms.</summary>
    public IEnumerable<string> Names() => OutermostTypes().SelectMany(RoomsOf).Distinct();

    /// <summary>Every type of one room that names a type of another.</summary>
    public IEnumerable<RoomDependency> Dependencies() =>
        from type in OutermostTypes()
        from room in RoomsOf(type)
        from named in WithNested(type).SelectMany(TypeReferences.Of).Select(Resolve).OfType<TypeDefinition>().Distinct()
        from other in RoomsOf(named)
        where other != room
        select new RoomDependency(room, other, type.FullName, named.FullName);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => [type, .. type.NestedTypes.SelectMany(WithNested)];

    private static TypeDefinition OutermostOf(TypeDefinition type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;

    private IEnumerable<TypeDefinition> OutermostTypes() => _module.Types;

    private IEnumerable<string> RoomsOf(TypeDefinition type) => WithNested(type).SelectMany(t => _rooms[t.MetadataToken.ToInt32()]).Distinct();

    // Types of other assemblies are in no room of this one.
    private TypeDefinition? Resolve(TypeReference type) => type.Scope == _module && type.Resolve() is { } definition ? OutermostOf(definition) : null;
}

/// <summary>A type that names a type of another room.</summary>
/// <param name="Room">The room it is in.</param>
/// <param name="On">The room of the other.</param>
/// <param name="Type">The type.</param>
/// <param name="Names">The other.</param>
internal sealed record RoomDependency(string Room, string On, string Type, string Names);
