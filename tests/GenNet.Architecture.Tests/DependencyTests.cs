namespace GenNet.Architecture.Tests;

/// <summary>
/// A room is a folder of the source tree. Each table says which rooms a room may depend on, the lowest rooms first: nothing goes in circles, and the tables allow nothing that isn't used.
/// </summary>
public sealed class DependencyTests
{
    private const string Library =
        """
        Elements            →
        Tensors             → Elements
        Terminal            →
        Kernels             → Elements Tensors
        Descriptions        → Tensors
        Training/Checks     →
        Training/Data       → Tensors Training/Checks
        Training/Losses     → Training/Checks
        Training/Metrics    → Training/Losses
        Training/Schedules  → Training/Checks
        Training/Optimizers → Descriptions Kernels Training/Checks Training/Schedules
        Devices             → Descriptions Elements Kernels Tensors Training/Optimizers Training/Schedules
        Weights             → Descriptions Elements Tensors
        Models              → Descriptions Devices Elements Kernels Tensors Terminal Weights
        Layers              → Elements Kernels Models Tensors
        Training            → Descriptions Devices Kernels Models Tensors Terminal Training/Checks Training/Data Training/Losses Training/Metrics Training/Optimizers Training/Schedules Weights
        """;

    private const string Model =
        """
        Attributes →
        Naming     →
        Specs      → Attributes Naming
        Rules      → Naming Specs
        Layers     → Attributes Naming Rules Specs
        Operations → Attributes Layers Naming Specs
        Graph      → Attributes Naming Operations Specs
        Contracts  → Attributes Graph Layers Naming Operations Specs
        """;

    private const string Generators =
        """
        Diagnostics →
        Names       →
        Planning    →
        Parsing     → Diagnostics Names Planning
        Emitting    → Names Parsing Planning
        Analyzers   → Diagnostics Parsing Planning
        .           → Diagnostics Emitting Parsing Planning
        """;

    [Fact]
    public void Library_DependsAsItsTableSays() => AssertIs(Library, Rooms.Of("GenNet.dll", static path => LibraryRoomOf(path) ?? LayersOf(path)));

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
        // The catalog of all layers, beside their folders, names every one.
        Assert.Empty(layers.Dependencies().Where(static d => d.Room != ".").Select(static d => $"{d.Type} names {d.Names}"));
    }

    /// <summary>A model knows that there are devices, and none by its name; nothing else does either, but the layers' kernels.</summary>
    [Fact]
    public void Devices_AreNamedByNobodyButTheBaseOfAllAndTheirKernels()
    {
        var rooms = Rooms.Of("GenNet.dll", static path => RoomOf(path, "/src/GenNet/", depth: 2) ?? LayersOf(path));

        Assert.Contains("Devices/Cpu", rooms.Names());
        Assert.Empty(rooms.Dependencies().Where(static d => d.On.StartsWith("Devices/", StringComparison.Ordinal) && d.Room is not ("Devices" or "Layers")).Select(static d => $"{d.Type} names {d.Names}"));
    }

    /// <summary>Formats stand on HDF5's objects, whoever reads them: the file that the library's own reader opens, what writes such files, and what tells them by their signature, alone know that one.</summary>
    [Fact]
    public void Hdf5Reader_IsNamedByNobodyButTheFileThatItOpens()
    {
        var rooms = Rooms.Of("GenNet.dll", static path => RoomOf(path, "/src/GenNet/Weights/", depth: 2) ?? RoomOf(path, "/src/GenNet/") ?? LayersOf(path));

        Assert.Contains("Hdf5/Reading", rooms.Names());
        Assert.Contains(rooms.Dependencies(), static d => d is { Room: "KerasH5", On: "Hdf5" });
        Assert.Empty(rooms.Dependencies().Where(static d => d.On == "Hdf5/Reading" && d.Room is not ("Hdf5" or "Hdf5/Writing") && d.Type != "GenNet.Weights.WeightFileKinds").Select(static d => $"{d.Type} names {d.Names}"));
    }

    private static void AssertIs(string table, Rooms rooms)
    {
        var dependencies = new DependencyTable(table);

        Assert.True(dependencies.Compare(rooms) is [], string.Join("\n", dependencies.Compare(rooms)));
        Assert.Empty(dependencies.Cycles());
    }

    // A trainer and its callbacks are one room: they talk with each other. The other folders of Training stand on their own.
    private static string? LibraryRoomOf(string path) => RoomOf(path, "/src/GenNet/", depth: 2) switch
    {
        "Training/Callbacks" => "Training",
        { } room when room.StartsWith("Training/", StringComparison.Ordinal) => room,
        var room => room?.Split('/')[0],
    };

    private static string? LayersOf(string path) => path.Contains("/src/Layers/", StringComparison.Ordinal) ? "Layers" : null;

    /// <summary>The first folders of <paramref name="path"/> below <paramref name="root"/>: what lies in no folder is in room <c>.</c>.</summary>
    private static string? RoomOf(string path, string root, int depth = 1)
    {
        var start = path.IndexOf(root, StringComparison.Ordinal);
        if (start < 0 || path.Contains("/obj/", StringComparison.Ordinal))
            return null;
        var folders = path[(start + root.Length)..].Split('/')[..^1];
        return folders is [] ? "." : string.Join('/', folders.Take(depth));
    }
}
