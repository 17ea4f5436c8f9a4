namespace GenNet.Architecture.Tests;

/// <summary>
/// A room is a folder of the source tree. Each table says which rooms a room may depend on, lowest rooms first; an assembly's rooms depend on no room that stands below them in the table, so
/// nothing goes in circles, and the tables allow nothing that isn't used.
/// </summary>
public sealed class DependencyTests
{
    private const string Library =
        """
        Tensors →
        """;

    private const string Model =
        """
        Attributes →
        """;

    private const string Generators =
        """
        Parsing →
        """;

    [Fact]
    public void Library_DependsAsItsTableSays() => AssertIs(Library, Rooms.Of("GenNet.dll", static path => RoomOf(path, "/src/GenNet/") ?? LayersOf(path)));

    [Fact]
    public void Model_DependsAsItsTableSays() => AssertIs(Model, Rooms.Of("GenNet.Model.dll", static path => RoomOf(path, "/src/GenNet.Model/") ?? LayersOf(path)));

    [Fact]
    public void Generators_DependAsTheirTableSays() => AssertIs(Generators, Rooms.Of("GenNet.Generators.dll", static path => RoomOf(path, "/generators/GenNet.Generators/")));

    [Theory]
    [InlineData("GenNet.dll")]
    [InlineData("GenNet.Model.dll")]
    public void Layers_DependOnNoOtherLayer(string assembly)
    {
        var layers = Rooms.Of(assembly, static path => RoomOf(path, "/src/Layers/", depth: 2));

        Assert.NotEmpty(layers.Names());
        Assert.Empty(layers.TypesOfSeveralRooms());
        Assert.Empty(layers.Dependencies());
    }

    private static void AssertIs(string table, Rooms rooms)
    {
        var dependencies = new DependencyTable(table);

        Assert.True(dependencies.Compare(rooms) is [], string.Join("\n", dependencies.Compare(rooms)));
        Assert.Empty(dependencies.Cycles());
    }

    private static string? LayersOf(string path) => path.Contains("/src/Layers/", StringComparison.Ordinal) ? "Layers" : null;

    /// <summary>The first folders of <paramref name="path"/> below <paramref name="root"/>: what lies in no folder is in room <c>.</c>.</summary>
    private static string? RoomOf(string path, string root, int depth = 1)
    {
        var start = path.IndexOf(root, StringComparison.Ordinal);
        if (start < 0 || path.Contains("/obj/", StringComparison.Ordinal))
            return null;
        var folders = path[(start + root.Length)..].Split('/')[..^1];
        return folders is [] ? "." : string.Join('/', folders.Take(folders[0] is "Training" or "Devices" ? 2 : depth));
    }
}
