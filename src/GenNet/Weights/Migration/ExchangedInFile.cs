using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>Layers that exchanged their names, in a file that names them all and tells no version: whether it was written before the exchange.</summary>
internal static class ExchangedInFile
{
    /// <summary>The circles that the file has from before the exchange, and those of which it can't be told.</summary>
    /// <param name="file">The file.</param>
    /// <param name="names">Names in it.</param>
    /// <param name="model">The class.</param>
    /// <param name="saved">What the file says of the whole model; null if it says nothing.</param>
    public static (IReadOnlyDictionary<string, string>[] Before, IReadOnlyList<string> Untold) Find(IWeightContainer file, IReadOnlySet<string> names, ExpectedModel model, ContractVersion? saved)
    {
        var now = model.Contract!.Value;
        var before = new List<IReadOnlyDictionary<string, string>>();
        var untold = new List<string>();
        foreach (var circle in ExchangedNames.Of(0, now.Layers.Select(static layer => (layer.Name, layer.History))).Where(circle => circle.Values.All(names.Contains)))
        {
            switch (saved is null ? ByShapes(circle, file, model) : ExchangedNames.IsBefore(circle, saved with { Number = 0 }, now))
            {
                case true:
                    before.Add(circle);
                    break;
                case null:
                    untold.Add($"{string.Join(", ", circle.Select(static pair => $"'{pair.Key}' was called '{pair.Value}'"))}, as the class declares, and the file has these names and doesn't tell whether from before or after");
                    break;
                default:
                    break;
            }
        }
        return ([.. before], untold);
    }

    private static bool? ByShapes(IReadOnlyDictionary<string, string> circle, IWeightContainer file, ExpectedModel model)
    {
        var (fitsBefore, fitsNow) = (circle.All(pair => Fits(pair.Key, pair.Value)), circle.Keys.All(name => Fits(name, name)));
        return fitsBefore == fitsNow ? null : fitsBefore;

        // Some formats have dimensions in another order.
        bool Fits(string layer, string inFile) => model.Layers.FirstOrDefault(expected => expected.Name == layer) is not { } expected
            || file.Layers.Where(stored => stored.Name == inFile).All(stored => Sizes(stored.Variables.Select(static v => v.Array.Dimensions)).SequenceEqual(Sizes(expected.Variables.Select(static v => v.Shape.Dimensions.Select(static size => (long)size)))));
    }

    private static IEnumerable<string> Sizes(IEnumerable<IEnumerable<long>> shapes) => shapes.Select(static shape => string.Join(",", shape.Order())).Order(StringComparer.Ordinal);
}
