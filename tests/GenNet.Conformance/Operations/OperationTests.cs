using System.Globalization;
using System.Reflection;
using GenNet.Conformance.Numerics;
using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Conformance.Operations;

/// <summary>
/// Every case of <c>ops/</c> the user's way: the Keras config of a model of operations is scaffolded to a class, compiled with the generator, and its outputs and gradients are compared with
/// Keras' in float64. The same class's <c>Forward</c> is run as it stands.
/// </summary>
public sealed class OperationTests(ConformanceSummary summary)
{
    public static TheoryData<string> Cases() => [.. OperationModels.Ids];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_WhenRunAsKerasRanIt_GivesItsNumbers(string id)
    {
        var source = StartOrSkip(id);
        using var arrays = OperationModels.OpenArrays();
        using var model = new CompiledModel(OperationModels.TypeOf(source), Device.Cpu());

        CheckAsKerasRanIt(source, arrays, model);

        summary.Operations.Passed("ops", id, 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_WhenItRunsAsItStands_GivesKerasNumbers(string id)
    {
        Assert.SkipUnless(OperationModels.Source(id) is not null, "It can't be compiled.");
        var source = OperationModels.Source(id)!;
        using var arrays = OperationModels.OpenArrays();
        using var model = new CompiledModel(OperationModels.TypeOf(source), Device.Cpu());
        // The one that was written: the generated overload, which models around this one call, has parameters by reference.
        var forward = model.Model.GetType().GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Single(static method => method.Name == "Forward" && method.GetParameters().All(static parameter => parameter.ParameterType == typeof(Tensor)));
        var inputs = Inputs(source, arrays).Select((values, i) => (object)TensorOf(source.Model.Inputs[i].DType, arrays, source, i, values)).ToArray();

        var result = forward.Invoke(model.Model, inputs)!;

        Tensor[] outputs = result is Tensor only ? [only] : [.. result.GetType().GetFields().Select(field => (Tensor)field.GetValue(result)!)];
        CheckOutputs("output", source, arrays, [.. outputs.SelectMany(static output => output.ToDoubles().Select(static value => (float)value))]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contract_OfAnOperation_ReadsBackAsWritten(string id)
    {
        Assert.SkipUnless(OperationModels.Source(id) is not null, "It can't be compiled.");
        var contract = WeightContract.Accept(null, OperationModels.Source(id)!.Model);

        var read = WeightContract.Parse(contract.ToString());

        Assert.Null(read.Error);
        Assert.Equal(contract.ToString(), read.Contract!.ToString());
        Assert.Equal(contract.Current, read.Contract.Current);
        Assert.Empty(ContractDiff.Compare(read.Contract.Current, contract.Current));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_WhenWarm_AllocatesNothing(string id)
    {
        Assert.SkipUnless(OperationModels.Source(id) is not null, "It can't be compiled.");
        var source = OperationModels.Source(id)!;
        Assert.SkipUnless(source.Model.Outputs.All(output => source.Model.TypeOf(output.Value).DType == DType.Float32), "There is nothing to differentiate.");
        using var arrays = OperationModels.OpenArrays();
        using var model = new CompiledModel(OperationModels.TypeOf(source), Device.Cpu(2));

        Assert.Equal(0, model.AllocatedBytes(Inputs(source, arrays), training: true));
    }

    /// <summary>Compares outputs and gradients of a model with Keras'.</summary>
    internal static void CheckAsKerasRanIt(OperationSource source, FixtureArrays arrays, CompiledModel model)
    {
        var inputs = Inputs(source, arrays);
        CheckOutputs("inference output", source, arrays, model.Infer(inputs));
        if (source.Model.Outputs.All(output => source.Model.TypeOf(output.Value).DType == DType.Float32))
            CheckTraining(source, arrays, model, inputs);
    }

    private OperationSource StartOrSkip(string id)
    {
        if (OperationModels.Source(id) is { } source)
        {
            summary.Operations.Started("ops", id);
            return source;
        }
        summary.Operations.NotSupported("ops", id, OperationModels.ReasonOf(id));
        Assert.Skip($"not supported: {OperationModels.ReasonOf(id)}");
        throw new InvalidOperationException("Assert.Skip returned.");
    }

    private static float[][] Inputs(OperationSource source, FixtureArrays arrays) => [.. source.Model.Inputs.Select(input => arrays.Floats($"{source.Id}/inputs/{input.KerasName}"))];

    private static Tensor TensorOf(DType type, FixtureArrays arrays, OperationSource source, int input, float[] values)
    {
        var name = $"{source.Id}/inputs/{source.Model.Inputs[input].KerasName}";
        var shape = TensorShape.Of([arrays.Rows(name), .. arrays.RowShape(name)]);
        return type == DType.Int32 ? Tensor.Of(shape, Array.ConvertAll(values, static v => (int)v)) : new(shape, values);
    }

    private static void CheckTraining(OperationSource source, FixtureArrays arrays, CompiledModel model, float[][] inputs)
    {
        float[] outputGradient = [.. source.Model.Outputs.SelectMany((_, i) => arrays.Floats(string.Create(CultureInfo.InvariantCulture, $"{source.Id}/output_gradients/{i}")))];
        var result = model.Train(inputs, outputGradient, training: true);
        CheckOutputs("output", source, arrays, result.Output);
        for (var i = 0; i < inputs.Length; i++)
        {
            var name = $"{source.Id}/gradients/{source.Model.Inputs[i].KerasName}";
            if (arrays.Has(name))
                Closeness.Check($"{source.Id}: gradient of {source.Model.Inputs[i].KerasName}", result.InputGradients[i], arrays.Doubles(name), source.Roundings);
        }
    }

    private static void CheckOutputs(string what, OperationSource source, FixtureArrays arrays, float[] outputs)
    {
        var next = 0;
        for (var i = 0; i < source.Model.Outputs.Count; i++)
        {
            var expected = arrays.Doubles(string.Create(CultureInfo.InvariantCulture, $"{source.Id}/outputs/{i}"));
            Closeness.Check($"{source.Id}: {what} {i}", outputs[next..(next + expected.Length)], expected, source.Roundings);
            next += expected.Length;
        }
        Assert.Equal(next, outputs.Length);
    }
}
