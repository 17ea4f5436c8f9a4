using System.Globalization;
using GenNet.Terminal;
using GenNet.Specs;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>Writes Keras' table of layers, shapes and numbers of parameters. Keras: <c>model.summary(print_fn=…)</c>.</summary>
    /// <param name="output">Where to; the console by default.</param>
    public void Summary(TextWriter? output = null) => PlainText.Write(output ?? Console.Out, SummaryText());

    private string SummaryText()
    {
        var connected = !Description.IsSequential;
        // As wide as Keras' on its 80 columns.
        List<TextColumn> columns = connected
            ? [new("Layer (type)", 19), new("Output Shape", 17), new("Param #", 10, IsRightAligned: true), new("Connected to", 17)]
            : [new("Layer (type)", 31), new("Output Shape", 22), new("Param #", 13, IsRightAligned: true)];
        var table = new TextTable(columns);
        // Groups of weight files are Keras' model.layers, in its order.
        foreach (var group in Description.WeightGroups)
        {
            // Keras counts a model's own weights, and lists them nowhere.
            if (group.Layer >= 0 && Description.Layers[group.Layer] is { IsVariable: false } layer)
            {
                var parameters = layer.Variables.Sum(static v => v.Shape.ElementCount);
                AddRow(table, $"{layer.KerasName} ({layer.Kind})", layer.OutputShape, layer.Call.Outputs[0].HasRunTimeLength, parameters, connected ? layer.Inputs : null);
            }
            else if (connected && Description.Inputs.FirstOrDefault(i => group is { Kind: "InputLayer" } && group.Path.LastIndexOf('/') == group.Path.IndexOf('/') && i.KerasName == group.Name) is { } input)
                AddRow(table, $"{group.Name} (InputLayer)", input.Shape, input.HasRunTimeLength, 0, []);
        }
        var variables = Layers.SelectMany(static l => l.Variables).ToArray();
        return $"""
            Model: "{Description.KerasName}"
            {table} Total params: {Count(variables)}
             Trainable params: {Count(variables.Where(static v => v.IsTrained))}
             Non-trainable params: {Count(variables.Where(static v => !v.IsTrained))}
            """;
    }

    private static void AddRow(TextTable table, string layer, TensorShape shape, bool hasRunTimeLength, long parameters, IReadOnlyList<string>? inputs)
    {
        string[] cells = [layer, $"(None{string.Concat(shape.Dimensions.Select((d, axis) => hasRunTimeLength && axis == 0 ? ", None" : string.Create(CultureInfo.InvariantCulture, $", {d}")))})", Number(parameters)];
        // Keras counts a layer's calls and their outputs in brackets; here a layer's first call is shown, and calls have one output.
        if (inputs is not null)
            cells = [.. cells, inputs.Count == 0 ? "-" : string.Join(", ", inputs.Select(static i => i + "[0][0]"))];
        table.AddRow(cells);
    }

    private static string Count(IEnumerable<Variable> variables) =>
        $"{Number(variables.Sum(static v => v.Shape.ElementCount))} ({Size(variables.Sum(static v => v.Shape.ElementCount * v.DType.Size()))})";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        while (size >= 1024 && unit < units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {units[unit]}");
    }
}
