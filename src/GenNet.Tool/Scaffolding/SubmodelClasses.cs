using GenNet.Graph;

namespace GenNet.Tool.Scaffolding;

/// <summary>The classes of the models among a model's layers.</summary>
internal static class SubmodelClasses
{
    /// <summary>Each class once, outer ones first.</summary>
    public static IReadOnlyList<ModelSpec> Of(ModelSpec model)
    {
        var classes = new List<ModelSpec>();
        Add(model, classes);
        return classes;
    }

    private static void Add(ModelSpec model, List<ModelSpec> classes)
    {
        foreach (var inner in model.Submodels.Select(static submodel => submodel.Model).Where(inner => !classes.Contains(inner)))
        {
            classes.Add(inner);
            Add(inner, classes);
        }
    }
}
