using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What a weight file says of the model that was saved, in the contract's grammar: of a file that holds its contract, that; of any other its layers and variables, without inputs and without
/// what they take. The build writes it below <c>obj</c>, and the analyzers compare it with the class.
/// </summary>
public static class WeightFileHeader
{
    /// <summary>End of the name of such a file.</summary>
    public const string FileSuffix = ".weights-file.txt";

    /// <summary>In place of a layer's class that a file doesn't tell.</summary>
    public const string UnknownKind = "Unknown";

    private const string FileComment = "# file ";
    private const string ItemComment = "# item ";

    /// <summary>The text.</summary>
    /// <param name="file">The file as the project names it.</param>
    /// <param name="model">Full name of the model's class.</param>
    /// <param name="version">What it holds.</param>
    /// <param name="item">Where the project names it.</param>
    public static string Write(string file, string model, ContractVersion version, ItemPlace item) =>
        new WeightContract(model, EquatableArray.Of(version.WithoutComments())) { Comments = EquatableArray.Of(FileComment + file, ItemComment + item) }.ToString();

    /// <summary>The file that <paramref name="header"/> was read from, as the project names it.</summary>
    public static string FileOf(WeightContract header) => TextOf(FileComment, header);

    /// <summary>Where the project names the file.</summary>
    public static ItemPlace ItemOf(WeightContract header) => ItemPlace.Read(TextOf(ItemComment, header));

    /// <summary>Whether the file tells its layers and variables alone.</summary>
    public static bool IsBare(ContractVersion version) => version.Inputs.Count == 0;

    /// <summary>What a bare file holds.</summary>
    /// <param name="layers">Its layers.</param>
    public static ContractVersion Bare(IEnumerable<ContractLayer> layers) => new(1, IsDraft: true, default, layers.ToEquatableArray(), default, default);

    private static string TextOf(string key, WeightContract header) =>
        header.Comments.FirstOrDefault(comment => comment.StartsWith(key, StringComparison.Ordinal)) is { } comment ? comment.Substring(key.Length) : "";

    /// <summary>A layer of a bare file.</summary>
    /// <param name="name">Its name, or its group in a file of Keras that names none.</param>
    /// <param name="kind">Its class; <see cref="UnknownKind"/> if the file doesn't tell it.</param>
    /// <param name="variables">Its variables; of those without names their positions.</param>
    public static ContractLayer Layer(string name, string kind, IEnumerable<ContractVariable> variables) => new(name, kind, false, default, default, variables.ToEquatableArray());
}
