using GenNet.Generators.Names;

namespace GenNet.Generators.Emitting;

/// <summary>Writes how the record of a model's weights is read from files and saved, without a model.</summary>
internal static class WeightFilesEmitter
{
    private const string Options = "global::GenNet.LoadOptions? options = null";
    private const string Errors =
        """
        /// <exception cref="global::GenNet.WeightLoadException">The file doesn't fit the model.</exception>
        /// <exception cref="global::GenNet.WeightFileException">The file is damaged, no weight file, or was written to while it was read.</exception>
        /// <exception cref="global::System.IO.IOException">The file can't be read.</exception>
        """;

    /// <summary>The methods.</summary>
    public static void Emit(SourceWriter writer)
    {
        var type = GeneratedMembers.Weights;
        EmitLoad(writer, "string path", "path", "a file", "The file, of any format; what it holds decides how it is read.");
        writer.Line();
        writer.Line("/// <summary>The weights of a file, and what became of every variable and every array of the file.</summary>");
        EmitParameters(writer, "path", "The file.", ("report", "What was found."));
        writer.Line(Errors);
        writer.Line($"public static {type} {GeneratedMembers.Load}(string path, out global::GenNet.LoadReport report, {Options}) =>");
        writer.Line($"    {GeneratedMembers.OfTensors}(global::GenNet.Model.LoadTensors({GeneratedMembers.ModelDescription}, path, options, out report));");
        writer.Line();
        EmitLoad(writer, "global::System.IO.Stream stream", "stream", "a file that a stream yields", "From its position to its end; it stays open.");
        writer.Line();
        EmitLoad(writer, "global::System.ReadOnlyMemory<byte> bytes", "bytes", "a file in memory", "A whole file.");
        writer.Line();
        writer.Line($"/// <summary><see cref=\"{GeneratedMembers.Load}(string, global::GenNet.LoadOptions)\"/> on another thread.</summary>");
        EmitParameters(writer, "path", "The file.", ("cancellation", "Ends it between two variables."));
        writer.Line(Errors);
        writer.Line($"public static async global::System.Threading.Tasks.Task<{type}> {GeneratedMembers.LoadAsync}(string path, {Options}, global::System.Threading.CancellationToken cancellation = default) =>");
        writer.Line($"    {GeneratedMembers.OfTensors}(await global::GenNet.Model.LoadTensorsAsync({GeneratedMembers.ModelDescription}, path, options, cancellation).ConfigureAwait(false));");
        writer.Line();
        EmitSave(writer);
    }

    private static void EmitLoad(SourceWriter writer, string parameter, string name, string what, string description)
    {
        writer.Line($"/// <summary>The weights of {what}; no model is made. See <see cref=\"global::GenNet.Model.LoadWeights(string, global::GenNet.LoadOptions)\"/>.</summary>");
        EmitParameters(writer, name, description);
        writer.Line(Errors);
        writer.Line($"public static {GeneratedMembers.Weights} {GeneratedMembers.Load}({parameter}, {Options}) =>");
        writer.Line($"    {GeneratedMembers.OfTensors}(global::GenNet.Model.LoadTensors({GeneratedMembers.ModelDescription}, {name}, options, out global::GenNet.LoadReport _));");
    }

    private static void EmitParameters(SourceWriter writer, string name, string description, params (string Name, string Description)[] others)
    {
        writer.Line($"/// <param name=\"{name}\">{description}</param>");
        foreach (var other in others)
            writer.Line($"/// <param name=\"{other.Name}\">{other.Description}</param>");
        writer.Line("/// <param name=\"options\">What may be missing, left over or of another shape: such variables have their initial values then, of seed 0. Null, the default, is <see cref=\"global::GenNet.LoadOptions.Strict\"/>: nothing.</param>");
    }

    private static void EmitSave(SourceWriter writer) => writer.Line(
        $$"""
        /// <summary>Saves the weights; see <see cref="global::GenNet.Model.SaveWeights(string, global::GenNet.SaveOptions)"/>.</summary>
        /// <param name="path">The file; its ending tells the format.</param>
        /// <param name="options">How; null, the default, is <see cref="global::GenNet.SaveOptions.Default"/>.</param>
        /// <exception cref="global::System.ArgumentException">A tensor has another shape than its variable, or name and options tell no format.</exception>
        /// <exception cref="global::System.IO.IOException">The file can't be written; an old one is still there.</exception>
        public void {{GeneratedMembers.Save}}(string path, global::GenNet.SaveOptions? options = null) =>
            global::GenNet.Model.SaveTensors({{GeneratedMembers.ModelDescription}}, {{GeneratedMembers.ToTensors}}(), path, options);

        /// <summary>Saves the weights to a stream.</summary>
        /// <param name="stream">Takes a whole file; it stays open.</param>
        /// <param name="options">The format, and what else is asked for.</param>
        /// <exception cref="global::System.ArgumentException">A tensor has another shape than its variable, or the options set no format.</exception>
        /// <exception cref="global::System.IO.IOException">The stream fails.</exception>
        public void {{GeneratedMembers.Save}}(global::System.IO.Stream stream, global::GenNet.SaveOptions options) =>
            global::GenNet.Model.SaveTensors({{GeneratedMembers.ModelDescription}}, {{GeneratedMembers.ToTensors}}(), stream, options);

        /// <summary><see cref="{{GeneratedMembers.Save}}(string, global::GenNet.SaveOptions)"/> on another thread.</summary>
        /// <param name="path">The file; its ending tells the format.</param>
        /// <param name="options">How; null, the default, is <see cref="global::GenNet.SaveOptions.Default"/>.</param>
        /// <param name="cancellation">Ends it before it begins.</param>
        public global::System.Threading.Tasks.Task {{GeneratedMembers.SaveAsync}}(string path, global::GenNet.SaveOptions? options = null, global::System.Threading.CancellationToken cancellation = default) =>
            global::System.Threading.Tasks.Task.Run(() => {{GeneratedMembers.Save}}(path, options), cancellation);
        """);
}
