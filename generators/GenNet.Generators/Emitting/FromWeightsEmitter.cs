using GenNet.Generators.Names;
using GenNet.Generators.Parsing;

namespace GenNet.Generators.Emitting;

/// <summary>Writes how a model is made of a weight file.</summary>
internal static class FromWeightsEmitter
{
    /// <summary>The methods.</summary>
    public static void Emit(SourceWriter writer, ClassDeclaration declaration)
    {
        var type = Identifiers.Escape(declaration.Name);
        EmitOne(writer, "A model with the weights of a file", "path", "The file.", hasReport: false);
        writer.Line(
            $"""
            public static {type} {GeneratedMembers.FromWeights}(
                string path, global::GenNet.LoadOptions? options = null, global::GenNet.Device? device = null) =>
                {GeneratedMembers.FromWeights}(path, out global::GenNet.LoadReport _, options, device);
            """);
        EmitOne(writer, "A model with the weights of a file, and what became of every variable and every array of the file", "path", "The file.", hasReport: true);
        writer.Line(
            $"""
            public static {type} {GeneratedMembers.FromWeights}(
                string path, out global::GenNet.LoadReport report, global::GenNet.LoadOptions? options = null, global::GenNet.Device? device = null)
            """);
        EmitBody(writer, type, "report = ", "path");
        EmitOne(writer, "A model with the weights of a file that a stream yields", "stream", "From its position to its end; it stays open.", hasReport: false);
        writer.Line(
            $"""
            public static {type} {GeneratedMembers.FromWeights}(
                global::System.IO.Stream stream, global::GenNet.LoadOptions? options = null, global::GenNet.Device? device = null)
            """);
        EmitBody(writer, type, "", "stream");
        EmitOne(writer, "A model with the weights of a file in memory, as an embedded resource", "bytes", "A whole file.", hasReport: false);
        writer.Line(
            $"""
            public static {type} {GeneratedMembers.FromWeights}(
                global::System.ReadOnlyMemory<byte> bytes, global::GenNet.LoadOptions? options = null, global::GenNet.Device? device = null)
            """);
        EmitBody(writer, type, "", "bytes");
    }

    private static void EmitOne(SourceWriter writer, string summary, string parameter, string description, bool hasReport)
    {
        var isFirst = parameter == "path" && !hasReport;
        writer.Line();
        writer.Line($"/// <summary>{summary}{(isFirst ? "; see <see cref=\"global::GenNet.Model.LoadWeights(string, global::GenNet.LoadOptions)\"/>" : "")}.</summary>");
        writer.Line($"/// <param name=\"{parameter}\">{description}</param>");
        if (hasReport)
            writer.Line("/// <param name=\"report\">What was found.</param>");
        writer.Line(
            $"""
            /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="global::GenNet.LoadOptions.Strict"/>: nothing.</param>
            /// <param name="device">Where it runs; <see cref="global::GenNet.Device.Default"/> if null.</param>
            /// <exception cref="global::GenNet.WeightLoadException">The file doesn't fit the model.</exception>
            /// <exception cref="global::GenNet.WeightFileException">The file is damaged, no weight file, or was written to while it was read.</exception>
            /// <exception cref="global::System.IO.IOException">The file can't be read.</exception>
            /// <exception cref="global::System.UnauthorizedAccessException">The file may not be read.</exception>
            {ClassBlock.GeneratedCode}
            """);
    }

    private static void EmitBody(SourceWriter writer, string type, string report, string source) => writer.Line(
        $$"""
        {
            {{type}} model = new(0UL, device);
            try
            {
                {{report}}global::GenNet.Model.FillWeights(model, {{source}}, options);
                return model;
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }
        """);
}
