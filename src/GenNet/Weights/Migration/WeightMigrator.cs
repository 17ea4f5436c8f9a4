using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>Takes weights from version to version: what both have in one shape goes on by itself, and migrations say the rest.</summary>
/// <param name="description">The class.</param>
/// <param name="versions">Its versions.</param>
/// <param name="initial">Initial values.</param>
internal sealed class WeightMigrator(ModelDescription description, ModelVersions versions, InitialTensors initial)
{
    private readonly IReadOnlyList<string> _names = InitialTensors.NamesOf(description);

    /// <summary>One step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="old">The weights that it begins with.</param>
    /// <returns>The weights that it leads to, and what is to be said of it.</returns>
    /// <exception cref="MigrationFailure">The migration threw, or returned what is no weights of its version.</exception>
    public (VersionTensors Weights, MigrationStep Report) Take(WayStep step, VersionTensors old)
    {
        var next = step.To == VersionWays.Class ? versions.Now : versions.WithNumber(step.To)!;
        var way = step.Way ?? DeclaredWay.Of(old.Version, versions.WithHistory(next, old.Version));
        var fresh = Carry(old, next, way);
        var number = step.To == VersionWays.Class ? description.ContractVersion : step.To;
        if (step.Method is null)
            return (fresh, new(step.From, number, null, DeclaredChanges.Of(way.Renamed.ToDictionary(StringComparer.Ordinal), way.BeginAnew, way.Dropped)));
        var migration = description.Migrations.First(migration => migration.From == step.From);
        var (weights, made) = Run(migration, old, fresh, step.To == VersionWays.Class ? _names : [.. fresh.Variables.Select(static variable => variable.Name)]);
        // What began anew on an earlier step was told there.
        var earlier = old.Variables.Select(static variable => variable.Values).ToHashSet(ReferenceEqualityComparer.Instance);
        var anew = weights.Variables.Where(variable => variable.Origin == TensorOrigin.Initial && !earlier.Contains(variable.Values)).Select(static variable => $"{variable.Name} begins anew");
        return (weights, new(step.From, number, migration.Method, [.. made.Count == 0 ? [] : (string[])[$"made {string.Join(", ", made)}"], .. anew]));
    }

    private VersionTensors Carry(VersionTensors old, ContractVersion next, DeclaredWay way)
    {
        var before = old.Version.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        var there = old.Variables.ToDictionary(static variable => variable.Name, StringComparer.Ordinal);
        return new(next, [.. VersionTensors.VariablesOf(next).Select(variable =>
            Counterpart(variable.Layer, variable.Variable) is { } found && found.Values.Shape == variable.Variable.Shape
                ? found with { Name = variable.Name }
                : new VersionTensor(variable.Name, initial.Of(variable.Name, variable.Variable), TensorOrigin.Initial))]);

        VersionTensor? Counterpart(ContractLayer layer, ContractVariable variable) =>
            way.OldNames.TryGetValue(layer.Name, out var name) && !way.BeginAnew.Contains(layer.Name) && before[name].Kind == layer.Kind
                ? there.GetValueOrDefault(layer.IsVariable ? name : $"{name}/{variable.Name}")
                : null;
    }

    private static (VersionTensors Weights, IReadOnlyList<string> Made) Run(MigrationDescription migration, VersionTensors old, VersionTensors fresh, IReadOnlyList<string> order)
    {
        Tensor[] given = fresh.InOrderOf(order), result;
        try
        {
            result = migration.Run([.. old.Variables.Select(static variable => variable.Values)], given);
        }
        catch (Exception e)
        {
            throw new MigrationFailure($"{migration.Method}, which migrates version {migration.From}, failed with {e.GetType().Name}: {e.Message}", e);
        }
        var before = fresh.Variables.ToDictionary(static variable => variable.Name, StringComparer.Ordinal);
        var after = new Dictionary<string, VersionTensor>(StringComparer.Ordinal);
        var initial = fresh.Variables.Where(static variable => variable.Origin == TensorOrigin.Initial).Select(static variable => variable.Values).ToHashSet(ReferenceEqualityComparer.Instance);
        List<string> made = [];
        for (var i = 0; i < order.Count; i++)
        {
            var name = order[i];
            if (result[i] is null)
                throw new MigrationFailure($"{migration.Method}, which migrates version {migration.From}, returned null for {name}");
            if (result[i].Shape != given[i].Shape)
                throw new MigrationFailure($"{migration.Method}, which migrates version {migration.From}, returned {name} of shape {result[i].Shape.ToKerasString()}, and it is {given[i].Shape.ToKerasString()}");
            var isMade = !ReferenceEquals(result[i], given[i]);
            var isInitial = initial.Contains(result[i]);
            after[name] = isMade ? new(name, result[i], isInitial ? TensorOrigin.Initial : new(null, migration.Method)) : before[name];
            if (isMade && !isInitial)
                made.Add(name);
        }
        return (fresh with { Variables = [.. fresh.Variables.Select(variable => after[variable.Name])] }, made);
    }
}

/// <summary>A migration gives no weights. It never leaves <see cref="MigratedLoad"/>.</summary>
internal sealed class MigrationFailure(string message, Exception? inner = null) : Exception(message, inner);
