using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>The models among the layers of a file, of which <see cref="LoadOptions.Within"/> names one.</summary>
internal static class PartOfFile
{
    private const int MostListed = 10;

    /// <summary>Names of the models that names of layers lead through: <c>backbone</c> and <c>backbone/encoder</c> of <c>backbone/encoder/dense</c>.</summary>
    public static IEnumerable<string> ModelsIn(IEnumerable<string> layers) => layers.SelectMany(static name =>
        Enumerable.Range(0, name.Length).Where(i => name[i] == '/').Select(i => name[..i])).Distinct(StringComparer.Ordinal);

    /// <summary>Why there is no such model, and what to do, as two sentences without their full stops; null if there is one.</summary>
    /// <param name="part">What the caller calls it.</param>
    /// <param name="layers">Names of the file's layers.</param>
    /// <param name="areAll">Whether every layer has one.</param>
    /// <param name="model">The class.</param>
    public static (string Problem, string Remedy)? ProblemOf(string part, IReadOnlyCollection<string> layers, bool areAll, ExpectedModel model)
    {
        string[] models = [.. ModelsIn(layers).Order(StringComparer.Ordinal)];
        if (models.Length == 0 && !areAll)
            return ($"the file does not name its layers, so that nothing tells which are those of {part}", "Load the whole of it into a class that has it, or save the model again with Keras 3.6 or later, which notes names");
        if (models.Contains(part) || (layers.Contains(part) && model.Layers.Any(static layer => layer.IsOwn)))
            return null;
        if (layers.Contains(part))
        {
            var layer = model.Layers[0].Present;
            return ($"{part} is a layer of the file, and no model among its layers",
                $"LoadOptions.{nameof(LoadOptions.Renamed)}(\"{layer}\", \"{part}\") takes {layer} from it, and LoadOptions.{nameof(LoadOptions.Only)}(\"{layer}\") beside that leaves all others");
        }
        if (models.Length == 0)
            return ($"there is no {part}: no model is among the file's layers", $"Leave LoadOptions.{nameof(LoadOptions.Within)} out: layers of the file lie in no other model");
        var listed = string.Join(", ", models.Take(MostListed)) + (models.Length > MostListed ? ", …" : "");
        return SimilarNames.Find(part, models) is { } similar
            ? ($"no model among the file's layers is called {part}, and one is called {similar}", $"LoadOptions.{nameof(LoadOptions.Within)}(\"{similar}\") takes what is in that")
            : ($"no model among the file's layers is called {part}", $"LoadOptions.{nameof(LoadOptions.Within)} takes the name that one has in the file: {listed}");
    }
}
