namespace GenNet.Architecture.Tests;

/// <summary>Which rooms may depend on which: a line a room, <c>room → rooms</c>.</summary>
internal sealed class DependencyTable
{
    private readonly Dictionary<string, string[]> _allowed;

    public DependencyTable(string text) => _allowed = text.Split('\n').Select(static line => line.Split('→', StringSplitOptions.TrimEntries))
        .ToDictionary(static parts => parts[0], static parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is wrong with <paramref name="rooms"/>, or with the table: dependencies that it doesn't allow, and such as it allows and nobody has.</summary>
    public IReadOnlyList<string> Compare(Rooms rooms)
    {
        var dependencies = rooms.Dependencies().GroupBy(static d => (d.Room, d.On)).ToDictionary(static g => g.Key, static g => g.First());
        return
        [
            .. rooms.TypesOfSeveralRooms(),
            .. rooms.Names().Except(_allowed.Keys).Select(static room => $"{room} is a room without a line in the table"),
            .. _allowed.Keys.Except(rooms.Names()).Select(static room => $"{room} has a line in the table and is no room"),
            .. dependencies.Values.Where(d => !Allows(d.Room, d.On)).Select(static d => $"{d.Room} may not depend on {d.On}: {d.Type} names {d.Names}").Order(),
            .. _allowed.SelectMany(static line => line.Value.Select(on => (line.Key, on))).Where(edge => !dependencies.ContainsKey(edge))
                .Select(static edge => $"{edge.Key} may depend on {edge.on} and doesn't: take it out of the table"),
        ];
    }

    /// <summary>Rooms that depend on each other, by way of others or not; none if the table has an order.</summary>
    public IReadOnlyList<string> Cycles()
    {
        var left = new Dictionary<string, string[]>(_allowed);
        while (left.FirstOrDefault(line => line.Value.All(on => !left.ContainsKey(on))) is { Key: { } lowest })
            left.Remove(lowest);
        return [.. left.Keys];
    }

    private bool Allows(string room, string on) => _allowed.TryGetValue(room, out var allowed) && allowed.Contains(on);
}
