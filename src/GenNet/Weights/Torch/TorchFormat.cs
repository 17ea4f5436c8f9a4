using GenNet.Weights.Safetensors;
using GenNet.Weights.Writing;

namespace GenNet.Weights.Torch;

/// <summary>Writes a model's weights as safetensors with PyTorch's names and layouts: <c>model.load_state_dict(safetensors.torch.load_file(path))</c> takes them.</summary>
internal sealed class TorchFormat() : OneFileWriter(WeightFormat.Torch)
{
    /// <inheritdoc/>
    public override void Write(WeightsToWrite weights, Stream stream) => SafetensorsWriter.Write(ArraysOf(weights), weights.Metadata, stream);

    private static Dictionary<string, ArrayToWrite> ArraysOf(WeightsToWrite weights)
    {
        var model = ExpectedModel.Of(weights.Model);
        var values = weights.Layers
            .SelectMany(static layer => layer.Variables.Select(variable => (Layer: layer.Description.IsVariable ? layer.Description.Model : layer.Description.KerasName, Variable: variable)))
            .ToDictionary(static value => (value.Layer, value.Variable.Description.Name), static value => value.Variable.Array);
        var arrays = new Dictionary<string, TorchArrayToWrite>(StringComparer.Ordinal);
        var all = new Dictionary<string, ArrayToWrite>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            var module = TorchNames.ModuleOf(layer.Name);
            foreach (var variable in layer.Variables)
            {
                if (!values.TryGetValue((layer.Name, variable.Name), out var value))
                    continue;
                var form = TorchLayers.FormsOf(model, layer, variable)[0];
                for (var i = 0; i < form.Arrays.Count; i++)
                    Add(TorchNames.Within(module, form.Arrays[i].Name), form.Arrays[i], value, form.IsSum ? i == 0 ? TorchShare.Half : TorchShare.Rest : TorchShare.All);
            }
            if (layer.Kind == "BatchNormalization" && values.ContainsKey((layer.Name, "moving_mean")))
                all.Add(TorchNames.Within(module, TorchNames.Counter), ArrayToWrite.Of(0));
        }
        foreach (var (name, array) in arrays)
            all.Add(name, array.ToArray());
        return all;

        void Add(string name, TorchArray array, ArrayToWrite value, TorchShare share)
        {
            if (!arrays.TryGetValue(name, out var there))
                arrays.Add(name, there = new(value.Type, array.Shape));
            there.Add(array.Places, value, share);
        }
    }
}
