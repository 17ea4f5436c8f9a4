using GenNet.Specs;

namespace GenNet.Tests.Layers;

/// <summary>Specs and shapes as tests write them: <c>filters=8 strides=1,2</c> and <c>28,28,1</c>.</summary>
internal static class SpecText
{
    /// <summary>The layer of that kind and those arguments, by Keras' names.</summary>
    public static LayerSpec Create(string kind, string arguments) => LayerCatalog.Create(
        kind,
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static a => a.Split('=')).ToDictionary(static a => a[0], static a => Value(a[1])))!;

    /// <summary>A shape without the batch.</summary>
    public static TensorShape Shape(string text) => TensorShape.Of([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);

    /// <summary>What follows for one input of a shape.</summary>
    public static InferredLayer Infer(string kind, string arguments, string input) => Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(Shape(input)));

    private static object? Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, out var number) => number,
        _ when text.Contains(',') && text.Split(',').All(static item => long.TryParse(item, out _)) => text.Split(',').Select(long.Parse).ToArray(),
        _ when text.Contains(',') && text.Split(',').All(static item => double.TryParse(item, out _)) => text.Split(',').Select(double.Parse).ToArray(),
        _ when double.TryParse(text, out var number) => number,
        _ => text,
    };
}
